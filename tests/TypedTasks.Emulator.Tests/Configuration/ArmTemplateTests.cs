using static TypedTasks.Emulator.Tests.Configuration.Files;

namespace TypedTasks.Emulator.Tests.Configuration;

/// <summary>Templates as <c>bicep build</c> writes them.</summary>
public sealed class ArmTemplateTests
{
    private const string Schema = "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#";

    [Fact]
    public void Everything_that_a_queue_can_be_told_is_told()
    {
        var options = Read(Template("""
            {
              "type": "Microsoft.ServiceBus/namespaces/queues", "apiVersion": "2021-11-01", "name": "[format('{0}/{1}', parameters('namespaceName'), 'orders')]",
              "properties": {
                "lockDuration": "PT30S", "maxSizeInMegabytes": 2048, "maxMessageSizeInKilobytes": 256, "requiresDuplicateDetection": true, "requiresSession": true,
                "defaultMessageTimeToLive": "P1D", "deadLetteringOnMessageExpiration": true, "duplicateDetectionHistoryTimeWindow": "PT5M", "maxDeliveryCount": 4,
                "status": "SendDisabled", "enableBatchedOperations": true, "autoDeleteOnIdle": "PT1H", "enablePartitioning": true, "enableExpress": false,
                "forwardDeadLetteredMessagesTo": "dead", "userMetadata": "any"
              },
              "dependsOn": ["[resourceId('Microsoft.ServiceBus/namespaces', parameters('namespaceName'))]"]
            },
            { "type": "Microsoft.ServiceBus/namespaces/queues", "apiVersion": "2021-11-01", "name": "[concat(parameters('namespaceName'), '/plain')]" }
            """));
        Assert.Equal(
            [
                new QueueOptions
                {
                    Name = "orders", LockDuration = TimeSpan.FromSeconds(30), MaxSizeInBytes = 2048L << 20, RequiresDuplicateDetection = true, RequiresSession = true,
                    DefaultTimeToLive = TimeSpan.FromDays(1), DeadLetteringOnExpiration = true, DuplicateDetectionWindow = TimeSpan.FromMinutes(5), MaxDeliveryCount = 4,
                    Status = EntityStatus.SendDisabled, AutoDeleteOnIdle = TimeSpan.FromHours(1), EnablePartitioning = true, ForwardDeadLetteredMessagesTo = "dead",
                },
                new QueueOptions { Name = "plain", RequiresDuplicateDetection = false },
            ],
            options.Queues);
    }

    [Fact]
    public void Topics_subscriptions_and_rules_find_each_other_in_any_order()
    {
        var options = Read(Template("""
            {
              "type": "Microsoft.ServiceBus/namespaces/topics/subscriptions/rules", "apiVersion": "2021-11-01", "name": "[format('{0}/{1}/{2}/{3}', parameters('namespaceName'), 'news', 'red', 'colour')]",
              "properties": { "filterType": "CorrelationFilter", "correlationFilter": { "label": "l", "properties": { "colour": "red", "size": 3, "big": true } }, "action": { "sqlExpression": "SET a = 1" } }
            },
            {
              "type": "Microsoft.ServiceBus/namespaces/topics/subscriptions/rules", "apiVersion": "2021-11-01", "name": "[format('{0}/{1}/{2}/{3}', parameters('namespaceName'), 'news', 'red', 'sql')]",
              "properties": { "filterType": "SqlFilter", "sqlFilter": { "sqlExpression": "a = 1", "compatibilityLevel": 20 }, "action": {} }
            },
            { "type": "Microsoft.ServiceBus/namespaces/topics/subscriptions", "apiVersion": "2021-11-01", "name": "[format('{0}/{1}/{2}', parameters('namespaceName'), 'news', 'red')]", "properties": { "maxDeliveryCount": 2, "forwardTo": "sink" } },
            { "type": "Microsoft.ServiceBus/namespaces/topics/subscriptions", "apiVersion": "2021-11-01", "name": "[format('{0}/{1}/{2}', parameters('namespaceName'), 'news', 'all')]" },
            { "type": "Microsoft.ServiceBus/namespaces/topics", "apiVersion": "2021-11-01", "name": "[format('{0}/{1}', parameters('namespaceName'), 'news')]", "properties": { "supportOrdering": true, "defaultMessageTimeToLive": "P10675199DT2H48M5.4775807S" } }
            """));
        var topic = Assert.Single(options.Topics);
        Assert.Equal(("news", (TimeSpan?)null, false), (topic.Name, topic.DefaultTimeToLive, topic.RequiresDuplicateDetection));
        Assert.Equal(["red", "all"], topic.Subscriptions.Select(subscription => subscription.Name));
        Assert.Equal(("sink", 2), (topic.Subscriptions[0].ForwardTo, topic.Subscriptions[0].MaxDeliveryCount));
        var (colour, sql) = (topic.Subscriptions[0].Rules[0], topic.Subscriptions[0].Rules[1]);
        var filter = Assert.IsType<CorrelationRuleFilter>(colour.Filter);
        Assert.Equal(("l", "red", 3L, true, "SET a = 1"), (filter.Subject, filter.Properties["colour"], filter.Properties["size"], filter.Properties["big"], colour.Action));
        Assert.Equal(("a = 1", null), (Assert.IsType<SqlRuleFilter>(sql.Filter).Expression, sql.Action));
        Assert.Empty(topic.Subscriptions[1].Rules);
    }

    [Fact]
    public void Loops_conditions_and_variables_are_worked_out()
    {
        var options = Read($$"""
            {
              "$schema": "{{Schema}}", "contentVersion": "1.0.0.0",
              "parameters": {
                "namespaceName": { "type": "string" }, "count": { "type": "int", "defaultValue": 2 }, "prefix": { "type": "string", "defaultValue": "[toLower('TEAM-')]" },
                "withAudit": { "type": "bool", "defaultValue": false }, "locks": { "type": "object", "defaultValue": { "slow": "PT5M" } }
              },
              "variables": {
                "copy": [{ "name": "made", "count": 3, "input": "[format('made{0}', copyIndex('made', 1))]" }],
                "names": ["orders", "[concat(parameters('prefix'), 'mail')]"],
                "all": "[concat(variables('names'), variables('made'))]",
                "ordered": ["orders"]
              },
              "resources": [
                {
                  "copy": { "name": "queues", "count": "[length(variables('all'))]", "mode": "serial", "batchSize": 1 },
                  "type": "Microsoft.ServiceBus/namespaces/queues", "apiVersion": "2021-11-01",
                  "name": "[format('{0}/{1}', parameters('namespaceName'), variables('all')[copyIndex()])]",
                  "properties": { "requiresSession": "[contains(variables('ordered'), variables('all')[copyIndex()])]", "lockDuration": "[if(equals(copyIndex(), 1), parameters('locks').slow, 'PT1M')]" }
                },
                {
                  "copy": { "name": "numbered", "count": "[parameters('count')]" },
                  "type": "Microsoft.ServiceBus/namespaces/queues", "apiVersion": "2021-11-01", "name": "[format('{0}/n-{1:D3}', parameters('namespaceName'), copyIndex('numbered', 7))]"
                },
                { "condition": "[parameters('withAudit')]", "type": "Microsoft.ServiceBus/namespaces/queues", "apiVersion": "2021-11-01", "name": "[format('{0}/audit', parameters('namespaceName'))]" },
                { "condition": "[not(parameters('withAudit'))]", "type": "Microsoft.ServiceBus/namespaces/queues", "apiVersion": "2021-11-01", "name": "[format('{0}/no-audit', parameters('namespaceName'))]" }
              ]
            }
            """);
        Assert.Equal(["orders", "team-mail", "made1", "made2", "made3", "n-007", "n-008", "no-audit"], Names(options));
        Assert.Equal([true, false, false, false, false, false, false, false], options.Queues.Select(queue => queue.RequiresSession));
        Assert.Equal(TimeSpan.FromMinutes(5), options.Queues[1].LockDuration);
    }

    [Fact]
    public void Children_may_stand_within_their_parents()
    {
        var options = Read(Template("""
            {
              "type": "Microsoft.ServiceBus/namespaces", "apiVersion": "2021-11-01", "name": "[parameters('namespaceName')]", "location": "[resourceGroup().location]", "sku": { "name": "Standard" },
              "resources": [
                { "type": "queues", "apiVersion": "2021-11-01", "name": "orders", "properties": { "maxDeliveryCount": 3 } },
                {
                  "type": "topics", "apiVersion": "2021-11-01", "name": "news",
                  "resources": [{ "type": "subscriptions", "apiVersion": "2021-11-01", "name": "all", "resources": [{ "type": "rules", "apiVersion": "2021-11-01", "name": "r", "properties": { "sqlFilter": { "sqlExpression": "1=0" } } }] }]
                },
                { "type": "authorizationRules", "apiVersion": "2021-11-01", "name": "send", "properties": { "rights": ["Send"] } }
              ]
            }
            """));
        Assert.Equal(("orders", 3), (options.Queues[0].Name, options.Queues[0].MaxDeliveryCount));
        Assert.Equal("r", options.Topics[0].Subscriptions[0].Rules[0].Name);
    }

    [Fact]
    public void Symbolic_names_modules_and_existing_resources_are_read_as_bicep_writes_them()
    {
        var options = Read($$"""
            {
              "$schema": "{{Schema}}", "languageVersion": "2.0", "contentVersion": "1.0.0.0",
              "metadata": { "_generator": { "name": "bicep", "version": "0.30.23.60470", "templateHash": "1" } },
              "functions": [{ "namespace": "__bicep", "members": { "named": { "parameters": [{ "type": "string", "name": "what" }], "output": { "type": "string", "value": "[format('queue-{0}', parameters('what'))]" } } } }],
              "parameters": { "namespaceName": { "type": "string" } },
              "resources": {
                "serviceBus": { "existing": true, "type": "Microsoft.ServiceBus/namespaces", "apiVersion": "2021-11-01", "name": "[parameters('namespaceName')]" },
                "one": { "type": "Microsoft.ServiceBus/namespaces/queues", "apiVersion": "2021-11-01", "name": "[format('{0}/{1}', parameters('namespaceName'), __bicep.named('one'))]", "dependsOn": ["serviceBus"] },
                "site": { "type": "Microsoft.Web/sites", "apiVersion": "2022-09-01", "name": "[uniqueString(resourceGroup().id)]", "properties": { "anything": "[reference('serviceBus').id]" } },
                "module": {
                  "copy": { "name": "module", "count": 2 },
                  "type": "Microsoft.Resources/deployments", "apiVersion": "2022-09-01", "name": "[format('deploy-{0}', copyIndex())]",
                  "properties": {
                    "expressionEvaluationOptions": { "scope": "inner" }, "mode": "Incremental",
                    "parameters": { "serviceBusName": { "value": "[parameters('namespaceName')]" }, "queueNames": { "value": ["[format('m{0}', copyIndex())]"] } },
                    "template": {
                      "$schema": "{{Schema}}", "contentVersion": "1.0.0.0",
                      "parameters": { "serviceBusName": { "type": "string" }, "queueNames": { "type": "array" }, "lock": { "type": "string", "defaultValue": "PT2M" } },
                      "resources": [{
                        "copy": { "name": "queues", "count": "[length(parameters('queueNames'))]" },
                        "type": "Microsoft.ServiceBus/namespaces/queues", "apiVersion": "2021-11-01", "name": "[format('{0}/{1}', parameters('serviceBusName'), parameters('queueNames')[copyIndex()])]",
                        "properties": { "lockDuration": "[parameters('lock')]" }
                      }]
                    }
                  }
                }
              },
              "outputs": { "id": { "type": "string", "value": "[resourceId('Microsoft.ServiceBus/namespaces', parameters('namespaceName'))]" } }
            }
            """);
        Assert.Equal(["queue-one", "m0", "m1"], Names(options));
        Assert.Equal(TimeSpan.FromMinutes(2), options.Queues[1].LockDuration);
    }

    [Theory]
    [InlineData("'a'", "a")]
    [InlineData("'it''s'", "it's")]
    [InlineData("concat('a', 'b', 3)", "ab3")]
    [InlineData("format('{0}-{1:D2}', 'q', 5)", "q-05")]
    [InlineData("toUpper(toLower('Ab'))", "AB")]
    [InlineData("replace('a.b.c', '.', '-')", "a-b-c")]
    [InlineData("substring('orders', 1, 3)", "rde")]
    [InlineData("last(split('a/b', '/'))", "b")]
    [InlineData("first(createArray('x', 'y'))", "x")]
    [InlineData("join(createArray('x', 'y'), '-')", "x-y")]
    [InlineData("string(add(1, mul(2, 3)))", "7")]
    [InlineData("string(mod(sub(10, 3), 4))", "3")]
    [InlineData("if(less(1, 2), 'yes', uniqueString('x'))", "yes")]
    [InlineData("if(and(true(), not(false())), 'yes', 'no')", "yes")]
    [InlineData("coalesce(null(), 'given')", "given")]
    [InlineData("createObject('a', 'b').a", "b")]
    [InlineData("json('{\"a\": [\"b\"]}').a[0]", "b")]
    [InlineData("variables('v').inner['deep']", "there")]
    [InlineData("union(createObject('a', '1'), createObject('a', '2')).a", "2")]
    [InlineData("take('orders', 3)", "ord")]
    [InlineData("skip('orders', 3)", "ers")]
    [InlineData("padLeft('7', 3, '0')", "007")]
    [InlineData("trim('  a ')", "a")]
    [InlineData("string(length(range(5, 3)))", "3")]
    [InlineData("string(max(createArray(1, 9, 4)))", "9")]
    [InlineData("string(min(3, 2))", "2")]
    [InlineData("string(int('12'))", "12")]
    [InlineData("map(createArray('a', 'b'), lambda('x', concat(lambdaVariables('x'), '!')))[1]", "b!")]
    [InlineData("filter(createArray('a', 'b'), lambda('x', equals(lambdaVariables('x'), 'b')))[0]", "b")]
    [InlineData("map(createArray('a', 'b'), lambda('x', 'i', format('{0}{1}', lambdaVariables('x'), lambdaVariables('i'))))[1]", "b1")]
    [InlineData("toObject(createArray('a', 'b'), lambda('k', lambdaVariables('k')), lambda('k', concat(lambdaVariables('k'), '-v'))).b", "b-v")]
    [InlineData("reduce(createArray('a', 'b', 'c'), '', lambda('sum', 'x', concat(lambdaVariables('sum'), lambdaVariables('x'))))", "abc")]
    [InlineData("sort(createArray('c', 'a', 'b'), lambda('x', 'y', less(lambdaVariables('x'), lambdaVariables('y'))))[1]", "b")]
    [InlineData("items(createObject('k', 'v'))[0].key", "k")]
    [InlineData("tryGet(createObject('k', 'v'), 'k')", "v")]
    [InlineData("if(startsWith('orders', 'OR'), 'starts', 'no')", "starts")]
    [InlineData("if(contains('orders', 'der'), 'has', 'no')", "has")]
    [InlineData("if(contains(createObject('k', 1), 'k'), 'has', 'no')", "has")]
    [InlineData("if(empty(createArray()), 'empty', 'no')", "empty")]
    [InlineData(" concat ( 'a' , 'b' ) ", "ab")]
    public void Expressions_say_what_the_service_makes_of_them(string expression, string name) => Assert.Equal([name], Names(Read(Template(
        $$"""{ "type": "Microsoft.ServiceBus/namespaces/queues", "apiVersion": "2021-11-01", "name": {{Json($"[format('{{0}}/{{1}}', parameters('namespaceName'), {expression})]")}} }"""))));

    [Theory]
    [InlineData("ns/[x]y", "[x]y")]
    [InlineData("[[ns]/q", "q")]
    [InlineData("ns/a~b", "a/b")]
    [InlineData("ns/a/b", "a/b")]
    public void Names_that_are_no_expressions_are_what_they_say(string written, string name) =>
        Assert.Equal([name], Names(Read(Template($$"""{ "type": "Microsoft.ServiceBus/namespaces/queues", "apiVersion": "2021-11-01", "name": {{Json(written)}} }"""))));

    [Theory]
    [InlineData("parameters('suffix')", "'name' is not known before a deployment: the parameter 'suffix' has no value and no default; give it as --parameter suffix=VALUE.")]
    [InlineData("parameters('nowhere')", "the parameter 'nowhere' is not declared")]
    [InlineData("variables('nowhere')", "the variable 'nowhere' is not declared")]
    [InlineData("uniqueString(resourceGroup().id)", "'resourceGroup()' needs a deployment")]
    [InlineData("reference('x').y", "'reference()' needs a deployment")]
    [InlineData("toLower(concat('a-', newGuid()))", "'newGuid()' needs a deployment")]
    [InlineData("string(length(parameters('suffix')))", "the parameter 'suffix' has no value")]
    [InlineData("substring(parameters('suffix'), 0, 1)", "the parameter 'suffix' has no value")]
    [InlineData("variables('v').nothing", "an object has no member 'nothing'")]
    [InlineData("createArray('a')[3]", "an array has no element 3")]
    [InlineData("variables('loop1')", "refers to itself")]
    [InlineData("copyIndex()", "copyIndex() stands outside of its loop")]
    [InlineData("substring('abc', 5)", "'substring()' cannot be worked out")]
    [InlineData("string(div(1, 0))", "'div()' cannot be worked out")]
    [InlineData("concat('a'", "an expression ends too early")]
    [InlineData("concat('a',, 'b')", "an expression has an unexpected ','")]
    [InlineData("'open", "a text has no closing quote")]
    [InlineData("concat('a') 'b'", "an expression has an unexpected '''")]
    public void What_cannot_be_worked_out_is_refused_by_name(string expression, string words)
    {
        var refusal = Refusal(Template($$"""{ "type": "Microsoft.ServiceBus/namespaces/queues", "apiVersion": "2021-11-01", "name": {{Json($"[format('{{0}}/{{1}}', parameters('namespaceName'), {expression})]")}} }"""));
        Assert.Contains(words, refusal, StringComparison.Ordinal);
        Assert.Contains("Microsoft.ServiceBus/namespaces/queues", refusal, StringComparison.Ordinal);
        Assert.EndsWith(".", refusal, StringComparison.Ordinal);
        Assert.DoesNotContain("..", refusal, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "lockDuration": "[parameters('suffix')]" }""", "The queue 'q': 'lockDuration' is not known before a deployment: the parameter 'suffix' has no value and no default; give it as --parameter suffix=VALUE.")]
    [InlineData("""{ "lockDuration": "soon" }""", "The queue 'q': 'lockDuration' must be a duration such as PT1M.")]
    [InlineData("""{ "maxDeliveryCount": "many" }""", "The queue 'q': 'maxDeliveryCount' must be a whole number.")]
    [InlineData("""{ "requiresSession": 1 }""", "The queue 'q': 'requiresSession' must be true or false.")]
    [InlineData("""{ "enableExpress": true }""", "The queue 'q': 'enableExpress' is not supported by this emulator.")]
    [InlineData("""{ "maxMessageSizeInKilobytes": 102400 }""", "The queue 'q': 'maxMessageSizeInKilobytes' is at most 1024 in this emulator.")]
    [InlineData("""{ "colour": "red" }""", "The queue 'q': 'colour' is not supported by this emulator.")]
    [InlineData("""{ "status": "Sleeping" }""", "The queue 'q': 'status' must be Active, Disabled, SendDisabled or ReceiveDisabled.")]
    [InlineData("\"[parameters('suffix')]\"", "The queue 'q': 'properties' is not known before a deployment")]
    public void Settings_that_cannot_be_had_are_refused_by_name(string properties, string words) =>
        Assert.StartsWith(words, Refusal(Template($$"""{ "type": "Microsoft.ServiceBus/namespaces/queues", "apiVersion": "2021-11-01", "name": "ns/q", "properties": {{properties}} }""")), StringComparison.Ordinal);

    [Theory]
    [InlineData("""{ "type": "Microsoft.ServiceBus/namespaces/topics/subscriptions", "name": "ns/t/s" }""", "The subscription 's': the topic 't' is not among what was read.")]
    [InlineData("""{ "type": "Microsoft.ServiceBus/namespaces/topics", "name": "ns/t" }, { "type": "Microsoft.ServiceBus/namespaces/topics/subscriptions/rules", "name": "ns/t/s/r" }""", "The rule 'r': the subscription 's' of the topic 't' is not among what was read.")]
    [InlineData("""{ "type": "Microsoft.ServiceBus/namespaces/queues", "name": "q" }""", "its name has too few parts for its type")]
    [InlineData("""{ "type": "Microsoft.ServiceBus/namespaces/eventhubs", "name": "ns/q" }""", "resources of this type are not supported")]
    [InlineData("""{ "type": "Microsoft.ServiceBus/namespaces/queues" }""", "'name' is missing")]
    [InlineData("""{ "type": "Microsoft.ServiceBus/namespaces/queues", "name": "ns/q", "condition": "[equals(parameters('suffix'), 'x')]" }""", "'condition' is not known before a deployment")]
    [InlineData("""{ "type": "Microsoft.ServiceBus/namespaces/queues", "name": "ns/q", "copy": { "name": "l", "count": "[parameters('suffix')]" } }""", "The loop 'l' (Microsoft.ServiceBus/namespaces/queues): 'count' is not known before a deployment")]
    [InlineData("""{ "type": "Microsoft.ServiceBus/namespaces/queues", "name": "ns/q", "copy": { "name": "l", "count": 10001 } }""", "the count of a loop is not a whole number from 0 to 10000")]
    [InlineData("""{ "type": "Microsoft.Resources/deployments", "name": "linked", "properties": { "templateLink": { "uri": "https://example.org/x.json" } } }""", "a template that lies elsewhere cannot be read")]
    public void Resources_that_do_not_fit_are_refused_by_name(string resources, string words) =>
        Assert.Contains(words, Refusal(Template(resources)), StringComparison.Ordinal);

    [Fact]
    public void Parameters_are_given_as_texts_of_the_type_that_is_wanted()
    {
        const string Text = """
            { "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#", "contentVersion": "1.0.0.0",
              "parameters": { "name": { "type": "string" }, "max": { "type": "int" }, "sessions": { "type": "bool" }, "more": { "type": "array" } },
              "resources": [
                { "type": "Microsoft.ServiceBus/namespaces/queues", "name": "[format('ns/{0}', parameters('name'))]", "properties": { "maxDeliveryCount": "[parameters('max')]", "requiresSession": "[parameters('sessions')]" } },
                { "copy": { "name": "more", "count": "[length(parameters('more'))]" }, "type": "Microsoft.ServiceBus/namespaces/queues", "name": "[format('ns/{0}', parameters('more')[copyIndex()])]" }
              ] }
            """;
        var options = Read(Text, ("name", "q"), ("max", "7"), ("sessions", "true"), ("more", """["a","b"]"""));
        Assert.Equal(["q", "a", "b"], Names(options));
        Assert.Equal((7, true), (options.Queues[0].MaxDeliveryCount, options.Queues[0].RequiresSession));
        Assert.Equal("The parameter 'max' must be a whole number.", Refusal(Text, ("name", "q"), ("max", "many"), ("sessions", "true"), ("more", "[]")));
        Assert.Equal("The parameter 'more' must be JSON.", Refusal(Text, ("name", "q"), ("max", "1"), ("sessions", "true"), ("more", "[")));
        Assert.Equal("The template has no parameter 'other'.", Refusal(Text, ("other", "x")));
    }

    [Fact]
    public async Task An_emulator_starts_from_it()
    {
        var options = Read(Template("""
            { "type": "Microsoft.ServiceBus/namespaces/queues", "name": "ns/q" },
            { "type": "Microsoft.ServiceBus/namespaces/topics", "name": "ns/t" },
            { "type": "Microsoft.ServiceBus/namespaces/topics/subscriptions", "name": "ns/t/s" }
            """));
        await using var emulator = await ServiceBusEmulator.StartAsync(options);
        Assert.Equal((0, 0), (emulator.GetCounts("q").Active, emulator.GetCounts("t/Subscriptions/s").Active));
    }

    private static string Template(string resources) => $$"""
        {
          "$schema": "{{Schema}}", "contentVersion": "1.0.0.0",
          "parameters": { "namespaceName": { "type": "string", "metadata": { "description": "Any." } }, "suffix": { "type": "string" } },
          "variables": { "v": { "inner": { "deep": "there" } }, "loop1": "[variables('loop2')]", "loop2": "[variables('loop1')]" },
          "resources": [{{resources}}]
        }
        """;

    private static string Json(string text) => System.Text.Json.JsonSerializer.Serialize(text);
}
