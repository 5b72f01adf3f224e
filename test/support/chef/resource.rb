# What every resource has (Chef::Resource), and the words of a file of `resources/`.
class Resource
  include Words

  # The words that define a resource.
  module Definition
    include Words

    attr_accessor :run_context, :word

    def node = run_context.node
    def lazy(&block) = Chef::DelayedEvaluator.new(&block)
    def properties = superclass.respond_to?(:properties) ? superclass.properties.merge(own_properties) : own_properties
    def own_properties = @own_properties ||= {}
    def words = @words ||= []

    def property(name, type = Property::NOT_GIVEN, **options)
      name = name.to_sym
      options = { **options, name: name, declared_in: self }
      if !Property::NOT_GIVEN.equal?(type)
        options[:is] = options.key?(:is) ? [type, options[:is]].flatten(1) : type
        made = Property.new(**options)
      else
        made = properties.key?(name) ? properties[name].derive(**options) : Property.new(**options)
      end
      own_properties[name] = made
      define_method(name) { |value = Property::NOT_GIVEN| self.class.properties[name].call(self, value) }
      define_method(:"#{name}=") { |value| self.class.properties[name].set(self, value) }
      name
    end
    alias attribute property

    def default_action(*names)
      unless names.empty?
        @default_action = Array(names.first).map(&:to_sym)
        allowed_actions(*@default_action)
      end
      @default_action || [:nothing]
    end

    def action(name, **, &block)
      action_class.define_method(:"run_#{name}", &block)
      allowed_actions(name.to_sym)
      default_action(name) if default_action == [:nothing]
    end

    def action_class = @action_class ||= Class.new(Action)

    def allowed_actions(*names)
      @allowed_actions = (@allowed_actions || [:nothing]) | names.flatten
    end

    alias actions allowed_actions

    def unified_mode(flag = nil)
      @unified_mode = flag unless flag.nil?
      @unified_mode.nil? || @unified_mode
    end

    def provides(word, **) = words << word.to_sym

    # As before Chef 16, where it gave the resource a word too.
    def resource_name(word) = words << word.to_sym

    def load_current_value(&) = nil

    %i[chef_version_for_provides deprecated description examples introduced preview_resource target_mode
       use_inline_resources identity_attr state_attrs].each { |word| define_method(word) { |*, **| } }
  end

  extend Definition

  attr_reader :set_values, :given, :guards
  attr_accessor :run_context, :enclosing_action

  property :name, String, coerce: proc { |v| v.is_a?(Array) ? v.join(', ') : v.to_s }, required: true
  property :retries, Integer, default: 0
  property :retry_delay, Integer, default: 2
  property :sensitive, [TrueClass, FalseClass], default: false
  property :compile_time, [TrueClass, FalseClass], default: false
  property :umask, [String, Integer]
  property :ignore_failure, [true, false, :quiet, 'quiet'], default: false
  COMMON = %i[retries retry_delay sensitive compile_time umask ignore_failure].freeze

  def initialize(name, run_context)
    @set_values = {}
    @given = []
    @guards = []
    @run_context = run_context
    @action = self.class.default_action
    name(name) unless name.nil?
  end

  def node = run_context.node
  def lazy(&block) = Chef::DelayedEvaluator.new(&block)

  def action(names = nil)
    return @action if names.nil?

    names = Array(names).map(&:to_sym)
    refused = names - self.class.allowed_actions
    raise ValidationFailed, "no action #{refused.first}" unless refused.empty?

    @action = names
  end

  %i[not_if only_if].each do |kind|
    define_method(kind) do |command = nil, _options = {}, &block|
      guards << [kind, command, block] if command || block
      guards.select { |one| one.first == kind }
    end
  end

  def notifies(_action, _target, timer = :delayed) = note(:notifies, timer)
  def subscribes(_action, _target, timer = :delayed) = note(:subscribes, timer)
  def guard_interpreter(name = nil) = name ? given << :guard_interpreter : :default
  def provider(name = nil) = name ? given << :provider : nil

  def property_is_set?(name)
    raise ArgumentError, "no property #{name}" unless self.class.properties.key?(name.to_sym)

    set_values.key?(name.to_sym)
  end

  # The names of its attributes that stand in no field of a declaration; a guard that passed says so.
  def attribute_names
    common = COMMON.select { |name| set_values.key?(name) }
    guarded = guards.map { |kind, command, _| command ? [kind, nil] : [kind, 'passes'] }
    common.map { |name| [name, nil] } + given.map { |name| [name, nil] } + guarded
  end

  # A guard that is a command is asked on the machine.
  def skipped?
    guards.any? { |kind, command, block| !command && (block.call ? true : false) == (kind == :not_if) }
  end

  def respond_to_missing?(name, all = false) = enclosing_action&.respond_to?(name, all) || super

  def method_missing(name, ...)
    enclosing_action&.respond_to?(name) ? enclosing_action.public_send(name, ...) : super
  end

  private

  def note(name, timer)
    raise ArgumentError, "no timer #{timer}" unless %w[delayed immediate immediately before].include?(timer.to_s)

    given << name
    true
  end
end

# A resource of Chef's own, or of a library: run for what its block does to the recipe, then left out.
class OtherResource < Resource
  def action(*) = nil
  def respond_to_missing?(*) = true
  def method_missing(name, ...) = enclosing_action&.respond_to?(name) ? enclosing_action.public_send(name, ...) : nil
  def run = nil
end

# `ruby_block` (Chef::Resource::RubyBlock and its provider): in no document, but run in its place. Whether a
# notification wakes one that does nothing of itself is not known here.
class RubyBlock < OtherResource
  default_action :run
  allowed_actions :create, :run

  def action(names = nil) = names.nil? ? @action : @action = Array(names).map(&:to_sym)
  def block(&block) = block ? @block = block : @block

  def run
    action.each { |name| @block.call unless name == :nothing || skipped? }
  end
end

# A resource of a cookbook's file: its actions declare.
class CustomResource < Resource
  def run
    action.each do |name|
      next if name == :nothing || skipped?

      self.class.properties.each_value { |property| property.get(self) if property.required?(name) }
      commands = guards.filter_map { |kind, command, _| [kind, nil] if command }
      run_context.report.within(commands) { self.class.action_class.new(self, run_context).run(name) }
    end
  end
end
