# Runs jobs as Chef does, as far as declarations go: a list of runs of one node each comes in on standard input, and
# what each declares, or the error that ended it, goes out. test/support/chef.ts says what a job is.

require 'json'
require 'stringio'
require 'timeout'

$VERBOSE = nil

%w[host mash levels merged words node property resource dsc action plain run_context].each do |file|
  require_relative file
end

def set_host(job)
  Chef::Config.replace(file_cache_path: job['cache'])
  Object.send(:remove_const, :ENV)
  Object.const_set(:ENV, job['target'] == 'windows' ? Environment.of(job['environment']) : job['environment'])
end

def run(job)
  set_host(job)
  node = Node.new(job['node'], job['chefEnvironment'], job['levels'])
  job['automatic'].each { |name, value| node.automatic[name] = value unless node.key?(name) }
  context = RunContext.new(node, job)
  StubbedResults.during(job['stubs']) do
    recipes = job['runList'].map { |book, name, _| "#{book}::#{name}" } if job['inCookbooks']
    node.expand(recipes, job['roles'])
    context.load_cookbooks(job['order'])
    job['attributeFiles'].each { |path| node.run(context.code(path), path) }
    job['runList'].each do |book, name, path|
      book ? context.load_recipe(book, name) : context.run_recipe(nil, name, path)
    end
    context.converge
  end
  { declared: context.report.declared }
rescue StandardError, ScriptError, SystemStackError => e
  { error: "#{e.class}: #{e.message}"[0, 300], at: e.backtrace&.first(4) }
end

answers = JSON.parse($stdin.read).map do |job|
  $stdout = StringIO.new
  Timeout.timeout(2) { run(job) }
rescue Timeout::Error
  { error: 'it does not end' }
ensure
  $stdout = STDOUT
end
puts JSON.generate(answers)
