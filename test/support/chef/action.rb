# The words that call a resource (Chef::DSL::Resources and Chef::DSL::DeclareResource).
module Declaring
  DSC = { dsc_resource: DscResource, dsc_script: DscScript, dsc_configuration: DscScript }.freeze

  def include_recipe(*names) = run_context.include_recipes(names.flatten, cookbook_name)

  def respond_to_missing?(name, all = false) = run_context.resource_class(name) ? true : super

  def method_missing(word, *names, &block)
    kind = run_context.resource_class(word)
    # A word that nobody knows is another cookbook's resource when it has a block, but `lazy` is a word of resources.
    kind ||= OtherResource if block && names.size < 2 && word != :lazy
    return super if kind.nil? || names.size > 1

    resource = kind.new(names.first, run_context)
    resource.enclosing_action = self if is_a?(Action)
    resource.instance_exec(*block_values, &block) if block
    raise ValidationFailed, "#{word} has no name" if !resource.is_a?(OtherResource) && resource.name.nil?

    run_context.insert(resource)
    resource
  end

  private

  def block_values = []
end

class Recipe
  include Words
  include Declaring

  attr_reader :cookbook_name, :recipe_name, :run_context

  def initialize(cookbook_name, recipe_name, run_context)
    @cookbook_name = cookbook_name
    @recipe_name = recipe_name
    @run_context = run_context
  end

  def node = run_context.node
  def run(text, path) = instance_eval(text, path, 1)
end

# What the block of an action is run as (Chef::Resource::ActionClass, Chef::Provider).
class Action
  include Words
  include Declaring

  attr_reader :new_resource, :run_context

  def initialize(new_resource, run_context)
    @new_resource = new_resource
    @run_context = run_context
  end

  def node = run_context.node
  def cookbook_name = run_context.cookbook_of(new_resource.class)
  def property_is_set?(name) = new_resource.property_is_set?(name)
  def converge_by(_text) = yield
  def converge_if_changed(*) = yield

  def run(name)
    @run_context = run_context.child(unified: new_resource.class.unified_mode)
    public_send(:"run_#{name}")
    run_context.converge
  end

  # As before Chef 14, where a property could be read by its name alone.
  def respond_to_missing?(name, all = false) = new_resource.class.own_properties.key?(name) || super

  def method_missing(name, *given, &block)
    bare = given.empty? && block.nil? && new_resource.class.own_properties.key?(name)
    bare ? new_resource.public_send(name) : super
  end

  private

  def block_values = [new_resource]
end
