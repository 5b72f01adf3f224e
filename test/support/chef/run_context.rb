# What has been declared, in the order in which it was applied.
class Report
  def initialize
    @declared = []
    @embedded = []
    @guards = []
  end

  # A guard that is a command holds for each block that a custom resource stands for.
  def within(commands)
    @guards.push(*commands)
    yield
    @guards.pop(commands.size)
  end

  def declare(resource)
    attributes = (@guards + resource.attribute_names).each_with_index.sort_by { |(name, _), at| [name, at] }
    @declared << [resource, resource.declaration.merge(attributes: attributes.map(&:first))]
  end

  def embed(resource) = @embedded << resource
  def declared = @declared.filter_map { |resource, outline| outline unless @embedded.any? { |one| one.equal?(resource) } }
end

# A cookbook's files by kind: each as `[name, path]`, in the order of loading.
KINDS = %w[attributes recipes resources].freeze
Cookbook = Struct.new(*KINDS.map(&:to_sym))

# One run for one node: what is loaded and which resources wait (Chef::RunContext, its compiler and its runner).
class RunContext
  attr_reader :node, :data_bags, :secrets, :report, :files, :cookbooks

  def initialize(node, job)
    @node = node
    @data_bags = job.fetch('dataBags')
    @secrets = job.fetch('secrets')
    @files = job.fetch('files')
    @others = job.fetch('otherResources')
    @cookbooks = job.fetch('cookbooks').transform_values { |files| Cookbook.new(*files.values_at(*KINDS)) }
    @report = Report.new
    @loaded = {}
    @classes = {}
    @homes = {}
    @waiting = []
    @unified = false
    node.run_context = self
  end

  # The context of an action: resources of its own, all else shared.
  def child(unified:)
    dup.tap { |copy| copy.open(unified) }
  end

  def insert(resource)
    @waiting << resource
    resource.run if @unified
  end

  def converge
    @waiting.each(&:run) unless @unified
  end

  def load_cookbooks(order)
    order.each { |name| cookbooks.fetch(name).attributes.each { |file, _| include_attributes(["#{name}::#{file}"]) } }
    order.each { |name| cookbooks.fetch(name).resources.each { |file, path| load_resource(name, file, path) unless file.start_with?('_') } }
  end

  def include_attributes(specs)
    specs.each do |spec|
      book, file = spec.match(/(.+?)::(.+)/)&.captures || [spec, 'default']
      once("attributes #{book}::#{file}") do
        path = cookbooks.fetch(book.to_s).attributes.to_h.fetch(file)
        node.run(code(path), path)
      end
    end
    true
  end

  def include_recipes(names, current)
    names.each do |name|
      book, recipe = case name
                     when /(.+?)::(.+)/ then [$1, $2]
                     when /^::(.+)/ then [current || raise('no cookbook'), $1]
                     else [name.to_sym.to_s, 'default']
                     end
      load_recipe(book, recipe)
    end
  end

  def load_recipe(book, name)
    once("#{book}::#{name}") do
      node.loaded("#{book}::#{name}")
      path = cookbooks.fetch(book).recipes.to_h.fetch(name)
      run_recipe(book, name, path)
    end
  end

  def run_recipe(book, name, path) = Recipe.new(book, name, self).run(code(path), path)

  # `__END__` ends a file, which the text given to eval is not.
  def code(path) = files.fetch(path).split(/^__END__\r?$/, 2).first || ''

  def resource_class(word)
    return RubyBlock if word == :ruby_block

    Declaring::DSC[word] || (@others.include?(word.to_s) ? OtherResource : @classes[word])
  end

  def cookbook_of(resource) = @homes[resource]

  protected

  def open(unified)
    @waiting = []
    @unified = unified
  end

  private

  def once(name)
    return if @loaded.key?(name)

    @loaded[name] = true
    yield
  end

  def load_resource(book, file, path)
    kind = Class.new(CustomResource)
    kind.run_context = self
    kind.class_eval(code(path), path, 1)
    word = (file == 'default' ? book : "#{book}_#{file}").gsub(/[^A-Za-z0-9_]/, '_').sub(/^_+/, '')
    [word.to_sym, *kind.words].each { |one| @classes[one] = kind }
    @homes[kind] = book
  end
end
