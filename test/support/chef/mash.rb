# A hash that has the string for a symbol of the same text, also in the hashes within (chef-utils, mash.rb).
class Mash < Hash
  def initialize(source = {})
    super()
    update(source)
  end

  def initialize_copy(original)
    super
    each { |key, value| self[key] = value.dup if value.is_a?(Mash) || value.is_a?(Array) }
  end

  alias raw_read []
  alias raw_write []=

  # Hash#[] asks for the default of a key that it has not.
  def default(key = nil)
    key.is_a?(Symbol) && key?(key) ? raw_read(key.to_s) : super
  end

  def []=(key, value)
    raw_write(own_key(key), own_value(value))
  end

  # Writes what merging makes, where a key stays what it is.
  def keep(key, value) = raw_write(key, own_value(value))

  def update(other)
    other.each_pair { |key, value| keep(own_key(key), value) }
    self
  end
  alias merge! update

  def merge(other) = dup.update(other)
  def key?(key) = super(own_key(key))
  alias include? key?
  alias has_key? key?
  alias member? key?

  def fetch(key, *fallback, &block) = super(own_key(key), *fallback, &block)
  def values_at(*keys) = keys.map { |key| self[own_key(key)] }
  def delete(key, &block) = super(own_key(key), &block)
  def except(*keys) = super(*keys.map { |key| own_key(key) })
  def to_hash = {}.merge(self)

  protected

  def own_key(key) = key.is_a?(Symbol) ? key.to_s : key

  def own_value(value)
    case value
    when Array then value.map { |item| own_value(item) }
    else value.instance_of?(Hash) ? Mash.new(value) : value
    end
  end
end
