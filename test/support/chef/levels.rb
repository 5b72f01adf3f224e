# The containers in one level of node attributes (Chef::Node: VividMash, AttrArray and StateTracking). Each change
# forgets what was merged of the attribute it belongs to, as far as the container knows its root and its path; it
# learns them where `[]` leads to it.
module Tracked
  attr_accessor :merged_root, :merged_path

  def [](*keys) = tracked(super, keys.first)

  def []=(*keys, value)
    super
    tracked(raw_item(keys.first), keys.first)
  end

  private

  def tracked(value, key)
    return value unless value.is_a?(Tracked)

    value.merged_root = merged_root
    value.merged_path = merged_path + [key.is_a?(Symbol) ? key.to_s : key]
    value
  end

  def forget(*path) = merged_root&.forget_merged(path.first)
end

# What both kinds of mash in node attributes can do (Chef::Node::CommonAPI).
module PathReading
  def exist?(*path)
    path.inject(self) do |at, key|
      return false unless container?(at, key)
      return false unless at.is_a?(Hash) ? at.key?(key) : at.length > key

      at[key]
    end
    true
  end

  def read(*path) = exist?(*path) ? path.inject(self) { |at, key| at[key] } : nil
  alias dig read

  def read!(*path) = exist?(*path) ? read(*path) : raise("no attribute #{path.join('.')}")

  # What stands in the way and holds nothing is replaced.
  def write(*path)
    value = block_given? ? yield : path.pop
    *path, last = path
    parent = step = nil
    at = path.inject(self) do |memo, key|
      memo = replaced(parent, step) unless container?(memo, key)
      parent = memo
      step = key
      memo[key]
    end
    at = replaced(parent, step) unless container?(at, last)
    at[last] = value
  end

  def write!(*path)
    value = block_given? ? yield : path.pop
    *path, last = path
    at = path.inject(self) { |memo, key| container?(memo, key) ? memo[key] : raise('it holds nothing') }
    raise 'it holds nothing' unless container?(at, last)

    at[last] = value
  end

  def unlink!(*path) = exist?(*path) ? unlink(*path) : raise("no attribute #{path.join('.')}")

  def unlink(*path, last)
    holder = path.empty? ? self : read(*path)
    holder.delete(last) if holder.is_a?(Hash) || holder.is_a?(Array)
  end

  private

  def replaced(parent, key)
    parent[key] = {}
    parent[key]
  end

  def container?(at, key) = at.is_a?(Hash) || (at.is_a?(Array) && key.is_a?(Integer))
end

# A container keeps what is vivid already, and makes vivid what is not.
def vivid(value, root)
  case value
  when VividMash, VividArray then value
  when Hash then VividMash.new(value, root)
  when Array then VividArray.new(value, root)
  else value
  end
end

class VividArray < Array
  prepend Tracked

  CONVERTING = %i[insert push replace unshift].freeze
  REWRITING = %i[collect! fill map!].freeze
  OTHERS = %i[append clear compact! concat delete_at delete_if filter! flatten! keep_if pop prepend reject!
              reverse! rotate! select! shift shuffle! slice! sort! sort_by! uniq!].freeze

  alias raw_map! map!

  # What it holds from the start knows no root: it was made before this one did.
  def initialize(items = [], root = nil)
    super(items.map { |item| vivid(item, nil) })
    self.merged_root = root
    self.merged_path = []
  end

  CONVERTING.each do |name|
    define_method(name) { |*given| changed { super(*given.map { |item| vivid(item, merged_root) }) } }
  end

  REWRITING.each do |name|
    define_method(name) do |*given, &block|
      changed { super(*given, &block) && raw_map! { |item| vivid(item, merged_root) } }
    end
  end

  OTHERS.each { |name| define_method(name) { |*given, &block| changed { super(*given, &block) } } }

  def []=(*keys, value)
    changed { super(*keys, vivid(value, merged_root)) }
  end

  def <<(item)
    super(vivid(item, merged_root))
    forget(*merged_path)
    self
  end

  def delete(item, &block)
    forget(*merged_path, item)
    super
  end

  def dup = Array.new(map(&:dup))

  private

  def changed
    result = yield
    forget
    result
  end

  def raw_item(key) = key.is_a?(Integer) ? at(key) : nil
end

class VividMash < Mash
  include PathReading
  prepend Tracked

  MUTATORS = %i[clear compact! default= delete_if filter! keep_if merge! rehash reject! replace select! shift store
                transform_keys! transform_values! update].freeze

  def initialize(source = {}, root = nil)
    super(source)
    self.merged_root = root
    self.merged_path = []
  end

  MUTATORS.each do |name|
    define_method(name) do |*given, &block|
      forget
      super(*given, &block)
    end
  end

  def [](key)
    key?(key) ? super : self[key] = VividMash.new({}, merged_root)
  end

  def []=(key, value)
    super
    forget(*merged_path, own_key(key))
  end

  def delete(key, &block)
    forget(*merged_path, own_key(key))
    super
  end

  def dup = Mash.new(self)

  protected

  def own_value(value) = vivid(value, merged_root)

  private

  def raw_item(key) = raw_read(own_key(key))
end
