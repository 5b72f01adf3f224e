/** A recipe of `count` resources, four kinds in turn, five or six properties each; `seed` makes recipes differ. */
export function recipeOf(count, seed = 0) {
  const blocks = ["root = 'C:\\\\data'\n"];
  for (let index = 0; index < count; index += 1) blocks.push(block(`${seed}-${index}`, index % 4));
  return blocks.join("\n");
}

function block(id, kind) {
  switch (kind) {
    case 0:
      return `dsc_resource 'file ${id}' do
  resource :file
  property :DestinationPath, "#{root}\\\\file-${id}.txt"
  property :Contents, 'The contents of file ${id}: a line that is neither long nor short.'
  property :Type, 'File'
  property :Ensure, 'Present'
  property :Force, true
end
`;
    case 1:
      return `dsc_resource 'value ${id}' do
  resource :registry
  property :Key, 'HKEY_LOCAL_MACHINE\\\\SOFTWARE\\\\Contoso\\\\Service-${id}'
  property :ValueName, 'Interval'
  property :ValueType, 'Dword'
  property :ValueData, ['15']
  property :Ensure, :present
end
`;
    case 2:
      return `dsc_resource 'service ${id}' do
  resource :service
  property :Name, 'Contoso${id}'
  property :StartupType, 'Automatic'
  property :State, 'Running'
  property :Dependencies, %w(RpcSs EventLog)
end
`;
    default:
      return `dsc_resource 'variable ${id}' do
  resource :environment
  property :Name, 'CONTOSO_${id}'
  property :Value, "#{root}\\\\${id}"
  property :Path, false
  property :Ensure, 'Present'
end
`;
  }
}
