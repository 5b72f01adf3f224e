/** A nodes file (JSON) of `count` nodes that differ in every value the recipe below asks for. */
export function fleetNodes(count) {
  const entries = [
    { NodeName: "*", site: { root: "C:\\sites", interval: 15, features: ["Web-Server", "Web-Mgmt-Tools"] } },
  ];
  for (let index = 0; index < count; index += 1) {
    const NodeName = `web${String(index).padStart(5, "0")}`;
    const address = `10.${index >> 16}.${(index >> 8) & 255}.${index & 255}`;
    entries.push({
      NodeName,
      Role: index % 2 === 0 ? "web" : "db",
      address,
      slot: index,
      label: `Rack ${index % 97}`,
    });
  }
  return JSON.stringify({ AllNodes: entries });
}

/** A recipe of `count` resources, four kinds in turn, each with values that differ by node. */
export function fleetRecipe(count) {
  const blocks = ["root = \"#{node['site']['root']}\\\\#{node['NodeName']}\"\n"];
  for (let index = 0; index < count; index += 1) blocks.push(block(index, index % 4));
  return blocks.join("\n");
}

function block(id, kind) {
  switch (kind) {
    case 0:
      return `dsc_resource 'file ${id}' do
  resource :file
  property :DestinationPath, "#{root}\\\\file-${id}.txt"
  property :Contents, "Address #{node['address']}, #{node['label']}: a line that is neither long nor short."
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
  property :ValueData, [(node['site']['interval'] + node['slot']).to_s]
  property :Ensure, :present
end
`;
    case 2:
      return `dsc_resource 'service ${id}' do
  resource :service
  property :Name, "Contoso${id}-#{node['slot']}"
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
