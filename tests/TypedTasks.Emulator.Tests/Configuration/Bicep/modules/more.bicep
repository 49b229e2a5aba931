param namespaceName string
param names array
param lock string = 'PT2M'
resource sb 'Microsoft.ServiceBus/namespaces@2022-10-01-preview' existing = { name: namespaceName }
resource qs 'Microsoft.ServiceBus/namespaces/queues@2022-10-01-preview' = [for n in names: {
  parent: sb
  name: n
  properties: { lockDuration: lock }
}]
