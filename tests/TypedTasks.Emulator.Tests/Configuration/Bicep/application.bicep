param namespaceName string = 'sb-${uniqueString(resourceGroup().id)}'
param location string = resourceGroup().location
@allowed(['Standard', 'Premium'])
param sku string = 'Standard'
param prefix string = 'team'
param withAudit bool = true
type queueConfig = { name: string, lock: string?, sessions: bool? }
param queues queueConfig[] = [
  { name: 'orders', lock: 'PT30S', sessions: true }
  { name: 'mail' }
]
var topicNames = map(['news', 'alerts'], n => '${prefix}-${n}')
func full(n string) string => '${n}-dead'

resource sb 'Microsoft.ServiceBus/namespaces@2022-10-01-preview' = {
  name: namespaceName
  location: location
  sku: { name: sku }
  resource dead 'queues' = { name: full('all') }
  resource rootRule 'AuthorizationRules' = { name: 'send', properties: { rights: ['Send'] } }
}
@batchSize(1)
resource qs 'Microsoft.ServiceBus/namespaces/queues@2022-10-01-preview' = [for (q, i) in queues: {
  parent: sb
  name: q.name
  properties: {
    lockDuration: q.?lock ?? 'PT1M'
    requiresSession: q.?sessions ?? false
    maxDeliveryCount: 5 + i
    forwardDeadLetteredMessagesTo: sb::dead.name
  }
}]
resource topics 'Microsoft.ServiceBus/namespaces/topics@2022-10-01-preview' = [for t in topicNames: {
  parent: sb
  name: t
}]
resource subs 'Microsoft.ServiceBus/namespaces/topics/subscriptions@2022-10-01-preview' = [for (t, i) in topicNames: {
  parent: topics[i]
  name: 'all'
  properties: { maxDeliveryCount: 3 }
}]
resource rule 'Microsoft.ServiceBus/namespaces/topics/subscriptions/rules@2022-10-01-preview' = {
  parent: subs[0]
  name: 'red'
  properties: { filterType: 'CorrelationFilter', correlationFilter: { properties: { colour: 'red' } } }
}
resource audit 'Microsoft.ServiceBus/namespaces/queues@2022-10-01-preview' = if (withAudit) {
  parent: sb
  name: 'audit'
}
module more 'modules/more.bicep' = [for n in range(1, 2): {
  name: 'more${n}'
  params: { namespaceName: sb.name, names: ['m${n}a', 'm${n}b'] }
}]
output id string = sb.id
output endpoint string = sb.properties.serviceBusEndpoint
