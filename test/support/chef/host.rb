# What recipes can reach of the machine and of Chef.
class Chef
  # A block whose value is made when it is asked for.
  class DelayedEvaluator < Proc
    def dup = self.class.new(&self)
  end

  # A setting is computed each time.
  Config = Class.new(Hash) { def [](key) = super.dup }.new

  module Log
    def self.method_missing(*) = nil
    def self.respond_to_missing?(*) = true
  end
end

# Libraries that recipes of the scenarios take in, and the classes of Chef that they are taken into.
module Contoso
  module Helpers; end
  module Ports; end
end

module Windows
  module Helper; end
end

class Chef
  class Recipe; end
  class Resource; end

  module DSL
    module Recipe; end
  end
end

# The environment of Windows, which ignores case.
class Environment < Hash
  def self.of(variables) = new.merge!(variables.to_h { |name, text| [name.upcase, text.freeze] })

  def [](key) = super(key.upcase)
  def key?(key) = super(key.upcase)
  alias include? key?
  alias has_key? key?
  alias member? key?

  def fetch(key, *fallback, &block) = super(key.upcase, *fallback, &block)
end

# Declares what functions give for as long as a job runs: `search`, or `Company::Ports.of`.
module StubbedResults
  module_function

  def during(stubs)
    made = stubs.map { |name, result| name.include?('.') ? method_of_module(name, result) : function(name, result) }
    yield
  ensure
    made&.compact&.each(&:call)
  end

  def function(name, result)
    Stubs.define_method(name) { |*, **| StubbedResults.fresh(result) }
    -> { Stubs.remove_method(name) }
  end

  def method_of_module(name, result)
    path, method = name.split('.')
    added = nil
    holder = path.split('::').inject(Object) do |scope, word|
      next scope.const_get(word, false) if scope.const_defined?(word, false)

      added ||= [scope, word]
      scope.const_set(word, Module.new)
    end
    before = holder.respond_to?(method) && holder.method(method)
    holder.define_singleton_method(method) { |*, **| StubbedResults.fresh(result) }
    return -> { added.first.send(:remove_const, added.last) } if added

    -> { before ? holder.define_singleton_method(method, before) : holder.singleton_class.remove_method(method) }
  end

  def fresh(result)
    case result
    when Hash then Mash.new(JSON.parse(JSON.generate(result)))
    when Array then result.map { |item| fresh(item) }
    else result.dup
    end
  end
end
