import { sharedLock, nameOf } from 'modules/shared.bicep'
param namespaceName string
param env string = 'dev'
param extra object = { a: { size: 1024 }, b: { size: 2048 } }
var file = loadJsonContent('modules/queues.json')
var indexed = map(['x', 'y'], (n, i) => '${n}${i}')
var only = filter(indexed, n => !endsWith(n, '1'))
var byKey = toObject(['p', 'q'], k => k, k => '${k}-${env}')
var flat = flatten([only, ['z']])
resource ns 'Microsoft.ServiceBus/namespaces@2022-10-01-preview' existing = { name: namespaceName }
resource a 'Microsoft.ServiceBus/namespaces/queues@2022-10-01-preview' = [for q in file: { parent: ns, name: q.name, properties: { maxDeliveryCount: q.max, lockDuration: sharedLock } }]
resource b 'Microsoft.ServiceBus/namespaces/queues@2022-10-01-preview' = [for n in flat: { parent: ns, name: n }]
resource c 'Microsoft.ServiceBus/namespaces/queues@2022-10-01-preview' = [for e in items(extra): { parent: ns, name: nameOf(toUpper(e.key), e.value.size / 1024), properties: { maxSizeInMegabytes: e.value.size } }]
resource e 'Microsoft.ServiceBus/namespaces/queues@2022-10-01-preview' = { parent: ns, name: byKey.q }
resource t 'Microsoft.ServiceBus/namespaces/topics@2022-10-01-preview' = {
  parent: ns
  name: 't'
  resource s 'subscriptions' = [for i in range(0, 2): {
    name: 's${i}'
    properties: { defaultMessageTimeToLive: 'P${i + 1}D' }
  }]
}
resource d 'Microsoft.ServiceBus/namespaces/queues@2022-10-01-preview' = {
  parent: ns
  name: byKey.p
  properties: { forwardTo: byKey.q, status: env == 'prod' ? 'Active' : 'Disabled' }
}
