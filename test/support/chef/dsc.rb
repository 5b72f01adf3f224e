# `dsc_resource` (Chef::Resource::DscResource), with the words of the RFC: `resource_name`, and nil as a value.
class DscResource < Resource
  default_action :run

  property :module_version, String
  property :reboot_action, Symbol, default: :nothing, equal_to: %i[nothing reboot_now request_reboot]
  property :timeout, Integer

  def initialize(...)
    @properties = {}
    super
  end

  def resource(name = nil) = name ? @resource = name : @resource
  alias resource_name resource

  def module_name(name = nil) = name ? @module_name = name : @module_name

  # What it may be is checked with the schema.
  def action(names = nil) = names.nil? ? super : @action = Array(names).map(&:to_sym)

  def property(name, *value)
    raise TypeError, "#{name} is no Symbol" unless name.is_a?(Symbol)
    raise ArgumentError, 'too many values' if value.size > 1
    return evaluated(@properties[name]) if value.empty?

    @properties[name] = value.first
  end

  def attribute_names
    super + %i[reboot_action timeout].select { |name| set_values.key?(name) }.map { |name| [name, nil] }
  end

  def run
    return run_context.report.declare(self) unless skipped?

    leave_out(@properties)
  end

  # The RFC's block that is a value: it is none of the resources of the run.
  def dsc_resource(name, &block)
    DscResource.new(name, run_context).tap do |made|
      made.enclosing_action = enclosing_action
      made.instance_exec(&block) if block
    end
  end

  # The blocks that are values of one that a guard leaves out are left out with it.
  def leave_out(value)
    case value
    when Array then value.each { |item| leave_out(item) }
    when Hash then value.each_value { |item| leave_out(item) }
    when DscResource
      run_context.report.embed(value)
      leave_out(value.properties)
    end
  end

  # As the value of a property it is an embedded instance, and no declaration.
  def embedded
    run_context.report.embed(self)
    { instance: resource&.to_s, properties: @properties.map { |key, value| [key.to_s, Plain.value(evaluated(value))] } }
  end

  attr_reader :properties

  def declaration
    name, version = Plain.module_of(module_name, module_version)
    {
      type: 'dsc_resource', name: Plain.text(self.name), resource: Plain.value(resource),
      module_name: Plain.value(name), module_version: version, action: action,
      properties: @properties.map { |key, value| [key, Plain.value(evaluated(value))] }
    }
  end
end

# `dsc_script` and the RFC's `dsc_configuration`: its text is read elsewhere.
class DscScript < Resource
  default_action :run

  WORDS = %i[code configuration command path configuration_name configuration_data configuration_data_script flags cwd
             environment timeout].freeze

  def initialize(...)
    @texts = {}
    super
  end

  OTHERS = { flags: Hash, environment: Hash, timeout: Integer }.freeze

  WORDS.each do |word|
    define_method(word) do |value = nil|
      next @texts[word] if value.nil?
      fit = [OTHERS.fetch(word, String), Chef::DelayedEvaluator].any? { |kind| value.is_a?(kind) }
      raise ValidationFailed, "#{word} takes no #{value.class}" unless fit

      @texts[word] = value
    end
  end

  def imports(*names)
    given << :imports
    names
  end

  def action(names = nil) = names.nil? ? super : @action = Array(names).map(&:to_sym)

  def attribute_names
    super + @texts.keys.map { |word| [word, nil] } + (@action == [:run] ? [] : [[:action, nil]])
  end

  def run
    run_context.report.declare(self) unless skipped?
  end

  def declaration
    { type: 'dsc_script', name: Plain.text(name), texts: @texts.map { |word, text| [word, Plain.value(evaluated(text))] } }
  end
end
