# Values as JSON that keeps what tells them apart.
module Plain
  SPECIFICATION = /^@\{\s*ModuleName\s*=\s*'([^']*)'\s*(?:;\s*(?:RequiredVersion|ModuleVersion)\s*=\s*'([^']*)'\s*)?;?\s*\}$/i

  module_function

  def value(value)
    case value
    when nil, true, false then value
    when String then text(value)
    when Symbol then { symbol: value.to_s }
    when Integer then { integer: value.to_s }
    when Float then value.finite? ? { float: value } : { object: 'Float' }
    when Array then value.map { |item| value(item) }
    when Hash then { hash: value.map { |key, item| [value(key), value(item)] } }
    when Credential then { credential: value.to_a.map { |text| value(text) } }
    when Instance then { instance: value.class_name.to_s, properties: value.properties.map { |key, item| [key.to_s, value(item)] } }
    when DscResource then value.embedded
    else { object: value.class.name }
    end
  end

  def text(text) = text.encode('UTF-8')

  # A module specification as the name gives the version too, as PowerShell reads it.
  def module_of(name, version)
    parts = SPECIFICATION.match(name.to_s)
    parts ? [parts[1], version || parts[2]] : [name, version]
  end
end
