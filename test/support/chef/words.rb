# Words that recipes, attribute files, actions and blocks share (Chef::DSL::Universal, and the helpers of dsc_contrib).
Credential = Struct.new(:username, :password)
Instance = Struct.new(:class_name, :properties)

# Functions that a job declares the results of, in place of any of the same name.
module Stubs; end

# Chef::SecretFetcher::SECRET_FETCHERS
SERVICES = %i[example aws_secrets_manager azure_key_vault hashi_vault akeyless_vault].freeze

module Words
  prepend Stubs

  def platform?(*names) = names.flatten.any? { |name| name.to_s == node[:platform] }
  def platform_family?(*names) = names.flatten.any? { |name| name.to_s == node[:platform_family] }

  # chef-utils: dsl/platform_family.rb, platform.rb and os.rb
  def windows?(_ = nil) = node[:platform_family] == 'windows'
  def debian?(_ = nil) = node[:platform_family] == 'debian'
  def rhel?(_ = nil) = node[:platform_family] == 'rhel'
  alias el? rhel?
  def redhat_based?(_ = nil) = %w[rhel fedora].include?(node[:platform_family])
  def fedora_derived?(_ = nil) = redhat_based? || node[:platform_family] == 'amazon'
  def rpm_based?(_ = nil) = fedora_derived? || node[:platform_family] == 'suse'
  def ubuntu?(_ = nil) = node[:platform] == 'ubuntu'
  def linux?(_ = nil) = node[:os] == 'linux'

  def value_for_platform_family(table)
    values = { 'default' => nil }
    table.each { |families, value| Array(families).each { |family| values[family.to_s] = value } }
    values.fetch(node[:platform_family].to_s) { values['default'] }
  end

  def tag(*names) = node.tag(*names)
  def untag(*names) = node.untag(*names)
  def tagged?(*names) = names.all? { |name| node.tags.include?(name) }

  def data_bag(bag) = run_context.data_bags.fetch(bag.to_s).keys

  def data_bag_item(bag, item, _secret = nil)
    data = JSON.parse(JSON.generate(run_context.data_bags.fetch(bag.to_s).fetch(item)))
    data = data.reject { |key, _| %w[chef_type json_class data_bag].include?(key) }
    DataBagItem.new(bag.to_s, Mash.new(data.fetch('raw_data', data)))
  end

  def ps_credential(username = 'placeholder', password) = Credential.new(username, password)

  # Chef::DSL::Secret; what nobody has given is some text.
  def secret(name: nil, version: nil, service: nil, config: {})
    raise 'no such service' unless [nil, *SERVICES].include?(service)
    raise 'no name' if name.to_s.empty?
    return config.fetch(name) if service == :example

    secrets = run_context.secrets
    (secrets["#{name}@#{version}"] || secrets[name.to_s] || 'secret').dup
  end

  def default_secret_service(service)
    raise 'no such service' unless SERVICES.include?(service)

    service
  end

  def default_secret_config(**config) = config

  def with_secret_service(service)
    default_secret_service(service)
    yield
  end

  def with_secret_config(**) = yield

  def ps_module_spec(name, version = nil) = "@{ModuleName='#{name}'#{";RequiredVersion='#{version}'" if version}}"

  def cim_instance(class_name, properties) = Instance.new(class_name, properties)
  def cim_instance_array_helper(instances) = instances

  def cim_instance_array(class_name, *properties)
    properties.flatten.map { |each| Instance.new(class_name, each) }
  end

  def require(*) = nil
  def sleep(*) = nil
end

# An item answers all that its data do (Chef::DataBagItem).
class DataBagItem
  attr_reader :data_bag, :raw_data

  def initialize(data_bag, raw_data)
    @data_bag = data_bag
    @raw_data = raw_data
  end

  def id = raw_data['id']
  def object_name = "data_bag_item_#{data_bag}_#{id}"
  alias name object_name

  def to_h = raw_data.dup.merge('chef_type' => 'data_bag_item', 'data_bag' => data_bag)
  alias to_hash to_h

  def to_s = "data_bag_item[#{id}]"
  def inspect = "data_bag_item[#{data_bag.inspect}, #{id.inspect}, #{raw_data.inspect}]"
  def ==(other) = other.is_a?(DataBagItem) && to_h == other.to_h

  def respond_to_missing?(name, all = false) = raw_data.respond_to?(name, all)
  def method_missing(name, ...) = respond_to?(name) ? raw_data.public_send(name, ...) : super
end
