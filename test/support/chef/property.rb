# A property of a resource (Chef::Property and Chef::Mixin::ParamsValidate).
class ValidationFailed < ArgumentError; end

class Property
  # Something can only be checked for one resource: not where the property is defined.
  class NotStatic < StandardError; end

  NOT_GIVEN = Object.new
  NOT_CHECKS = %i[coerce declared_in default default_description deprecated description desired_state identity
                  introduced name name_property nillable required sensitive skip_docs].freeze

  attr_reader :options

  def initialize(**options)
    @options = options.to_h { |name, value| [name == :name_attribute ? :name_property : name, value] }
    raise ArgumentError, 'a default and name_property' if @options.key?(:default) && @options.key?(:name_property)

    freeze_within(default) unless default.is_a?(Chef::DelayedEvaluator)
    begin
      @stored_default = stored(nil, default, is_default: true)
    rescue NotStatic
      @stored_default = NOT_GIVEN
    end
  end

  def name = @options[:name]
  def default? = @options.key?(:default) || !!@options[:name_property]

  def default
    return @options[:default] if @options.key?(:default)

    Chef::DelayedEvaluator.new { name } if @options[:name_property]
  end

  # The same with other options; no type was given.
  def derive(**options)
    mine = @options
    if %i[name_property name_attribute default].any? { |one| options.key?(one) }
      mine = mine.reject { |one, _| %i[name_property default].include?(one) }
    end
    Property.new(**mine.merge(options))
  end

  def required?(actions)
    required = @options[:required]
    required.is_a?(Array) ? required.intersect?(Array(actions)) : !!required
  end

  def call(resource, value = NOT_GIVEN)
    NOT_GIVEN.equal?(value) ? get(resource) : set(resource, value)
  end

  def get(resource)
    value = resource.set_values.key?(name) ? output(resource, resource.set_values[name]) : standard(resource)
    needed(resource, value)
  end

  def set(resource, value)
    needed(resource, resource.set_values[name] = stored(resource, value))
  end

  private

  def needed(resource, value)
    raise ValidationFailed, "#{name} is required" if value.nil? && required?(resource.action)

    value
  end

  # A default that can be changed belongs to the resource from then on.
  def standard(resource)
    return nil unless default?

    given = NOT_GIVEN.equal?(@stored_default) ? stored(resource, default, is_default: true) : @stored_default
    value = output(resource, copy_within(given))
    resource.set_values[name] = value unless value.frozen? || value.nil?
    value
  end

  def stored(resource, value, is_default: false)
    value = default if value.nil? && !is_default && !takes_nil?
    value.is_a?(Chef::DelayedEvaluator) ? value : checked(resource, value)
  end

  def output(resource, value)
    value.is_a?(Chef::DelayedEvaluator) ? checked(resource, within(resource, value)) : value
  end

  def checked(resource, value)
    value = within(resource, @options[:coerce], value) if @options.key?(:coerce) && !value.nil?
    check(resource, value) if !value.nil? || default?
    value
  end

  def within(resource, block, *values)
    raise NotStatic unless resource

    block.arity > values.size ? block.call(resource, *values) : resource.instance_exec(*values, &block)
  end

  def takes_nil?
    @options.key?(:coerce) || (@options.key?(:is) && fits?(nil, nil))
  rescue NotStatic
    false
  end

  def check(resource, value)
    @options.each do |option, wanted|
      next if NOT_CHECKS.include?(option)

      fit = case option
            when :is then fits?(resource, value)
            when :equal_to then value.nil? || Array(wanted).any? { |one| value == one }
            when :kind_of then value.nil? || Array(wanted).any? { |one| value.is_a?(one) }
            when :regex then value.nil? || Array(wanted).flatten.any? { |one| one.match(value.to_s) }
            when :respond_to then value.nil? || Array(wanted).all? { |one| value.respond_to?(one) }
            when :cannot_be then value.nil? || Array(wanted).none? { |one| is?(value, one) }
            when :callbacks then value.nil? || wanted.each_value.all? { |callback| callback.call(value) }
            else raise ArgumentError, "no check #{option}"
            end
      raise ValidationFailed, "#{name}: #{option} does not hold of #{value.inspect}" unless fit
    end
  end

  def fits?(resource, value)
    [@options[:is]].flatten(1).any? do |type|
      next type === value unless type.is_a?(Proc)
      raise NotStatic unless resource

      resource.instance_exec(value, &type)
    end
  end

  def is?(value, what) = value.respond_to?("#{what}?") && value.public_send("#{what}?")

  def freeze_within(value)
    case value
    when Hash then value.each_value { |item| freeze_within(item) }
    when Array then value.each { |item| freeze_within(item) }
    end
    value.freeze
  end

  def copy_within(value)
    return value if value.is_a?(Chef::DelayedEvaluator)

    copy = value.dup
    case copy
    when Hash then copy.each { |key, item| copy[key] = copy_within(item) }
    when Array then copy.each_with_index { |item, index| copy[index] = copy_within(item) }
    end
    copy
  end
end
