# What `node[…]` reads: copies that nothing changes (Chef::Node: ImmutableMash, ImmutableArray), and how Chef makes
# one of all levels (Chef::Node::Attribute).
class ImmutableAttribute < RuntimeError; end

def immutable(value)
  case value
  when ImmutableMash, ImmutableArray then value
  when Hash then ImmutableMash.new(value)
  when Array then ImmutableArray.new(value)
  else value.is_a?(String) && value.frozen? ? value : value.dup.freeze
  end
end

def evaluated(value)
  value = value.call while value.is_a?(Chef::DelayedEvaluator)
  value
end

def thawed(value)
  case value
  when ImmutableMash then value.to_h
  when ImmutableArray then value.to_a
  else value.dup
  end
end

class ImmutableArray < Array
  def initialize(items = [])
    super(items.map { |item| immutable(item) })
  end

  [*VividArray::CONVERTING, *VividArray::REWRITING, *VividArray::OTHERS, :[]=, :<<, :delete].each do |name|
    define_method(name) { |*| raise ImmutableAttribute }
  end

  def [](*) = evaluated(super)
  def dup = Array.new(map(&:dup))
  def to_a = Array.new(map { |item| thawed(item) })
end

class ImmutableMash < Mash
  include PathReading

  def initialize(source = {})
    source.each { |key, value| keep(key, value) }
  end

  [*VividMash::MUTATORS, :[]=, :delete, :write, :write!, :unlink, :unlink!].each do |name|
    define_method(name) { |*| raise ImmutableAttribute }
  end

  def [](key) = evaluated(super)
  def to_h = each_with_object({}) { |(key, value), all| all[key] = thawed(value) }
  alias to_hash to_h

  def dup = each_with_object(Mash.new) { |(key, value), all| all[key] = value.dup }

  protected

  def own_value(value) = immutable(value)
end

# The levels of a node's attributes, and what was merged of them, by first key.
class Levels
  DEFAULTS = %i[default env_default role_default force_default].freeze
  OVERRIDES = %i[override role_override env_override force_override].freeze
  NAMES = [*DEFAULTS, :normal, *OVERRIDES, :automatic].freeze
  NONE = Object.new

  def initialize(given)
    @levels = NAMES.to_h { |name| [name, VividMash.new(given.fetch(name.to_s, {}), self)] }
    @merged = {}
  end

  def level(name) = @levels.fetch(name)

  def replace(name, data)
    @merged.clear
    @levels[name] = VividMash.new(data || {}, self)
  end

  # Removes from the levels of a kind what they lead to together, and gives it as it was merged.
  def rm(*path)
    removed(path.size > 1 ? asked(path) : whole, *path) do
      rm_default(*path)
      rm_normal(*path)
      rm_override(*path)
    end
  end

  def rm_default(*path) = removed(immutable(united(DEFAULTS, [])), *path) { unlink(DEFAULTS, path) }
  def rm_normal(*path) = level(:normal).unlink(*path)
  def rm_override(*path) = removed(immutable(united(OVERRIDES, [])), *path) { unlink(OVERRIDES, path) }
  def forget_merged(key) = key.nil? ? @merged.clear : @merged.delete(key.to_s)

  def [](key)
    @merged[key.to_s] = immutable(merged(key)) unless @merged.key?(key.to_s)
    evaluated(@merged[key.to_s])
  end

  # Paths are followed in what was merged, which has each first key that it was asked for, if only with nil.
  def read(*path) = asked(path).read(*path)
  def read!(*path) = asked(path).read!(*path)
  def exist?(*path) = asked(path).exist?(*path)
  def key?(key) = @levels.each_value.any? { |level| level.key?(key) }
  def whole = immutable(merged)

  private

  def removed(whole, *path, last)
    holder = path.empty? ? whole : whole.read(*path)
    return unless holder.is_a?(Hash)

    before = holder[last]
    yield
    before
  end

  def unlink(names, path) = names.each { |name| level(name).unlink(*path) }

  def asked(path)
    self[path.first]
    ImmutableMash.new(@merged)
  end

  def merged(*path)
    layers = [united(DEFAULTS, path), at(:normal, path), united(OVERRIDES, path), at(:automatic, path)]
    result = layers.inject(NONE) { |below, layer| over(below, layer, unite: false) }
    result.equal?(NONE) ? nil : result
  end

  def united(names, path)
    names.inject(NONE) { |below, name| over(below, at(name, path), unite: true) }
  end

  def at(name, path)
    path.inject(level(name)) { |mash, key| mash.key?(key) ? mash[key] : NONE }
  end

  # Hashes are merged entry by entry; arrays are united within default and within override; all else is replaced.
  def over(below, layer, unite:)
    return below if layer.equal?(NONE)
    return merged_hash(below, layer, unite) if below.is_a?(Hash) && layer.is_a?(Hash)
    return below | layer if unite && below.is_a?(Array) && layer.is_a?(Array)

    layer.is_a?(Hash) || layer.is_a?(Array) ? immutable(layer) : layer
  end

  def merged_hash(below, layer, unite)
    layer.each do |key, value|
      below.keep(key, below.key?(key) ? over(below.raw_read(key).dup, value, unite: unite) : value)
    end
    below
  end
end
