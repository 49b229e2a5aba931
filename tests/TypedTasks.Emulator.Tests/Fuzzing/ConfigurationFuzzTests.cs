using System.Text;

namespace TypedTasks.Emulator.Tests.Fuzzing;

/// <summary>Damaged templates, plans and expressions, always the same: each is read or refused in words, in good time.</summary>
public sealed class ConfigurationFuzzTests
{
    private static readonly int Cases = Setting.Number("FUZZ_CASES", 10_000) / 10;

    private static readonly string[] Words =
    [
        "[", "]", "{", "}", ":", ",", "\"", "'", "(", ")", "0", "-1", "99999999999", "null", "true", "parameters", "variables('byKey')", "copyIndex()", "range(0, 9999)", "concat(", "map(",
        "lambda('x', ", "lambdaVariables('x')", "createArray(1, 'a')", "\"copy\"", "\"name\"", "\"count\"", "\"resources\"", "Microsoft.ServiceBus/namespaces/queues", "..", "[[",
    ];

    [Theory]
    [InlineData("Configuration/Bicep/application.json", 31)]
    [InlineData("Configuration/Bicep/expressions.json", 32)]
    public void A_template_is_read_or_refused(string file, int seed) => Damage(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, file)), seed);

    [Fact]
    public void A_plan_is_read_or_refused() => Damage("""
        { "format_version": "1.2", "planned_values": { "root_module": { "resources": [
            { "address": "azurerm_servicebus_topic.t[\"a\"]", "mode": "managed", "type": "azurerm_servicebus_topic", "name": "t", "index": "a", "values": { "name": "t", "status": "Active" } },
            { "address": "azurerm_servicebus_queue.q", "mode": "managed", "type": "azurerm_servicebus_queue", "name": "q", "values": { "name": "q", "lock_duration": "PT1M", "max_delivery_count": 3 } } ],
          "child_modules": [{ "address": "module.m[0]", "resources": [{ "address": "module.m[0].azurerm_servicebus_subscription.s", "mode": "managed", "type": "azurerm_servicebus_subscription", "name": "s", "values": { "name": "s" } }] }] } },
          "resource_changes": [{ "address": "azurerm_servicebus_queue.q", "change": { "after_unknown": { "id": true } } }],
          "configuration": { "root_module": { "module_calls": { "m": { "expressions": { "t": { "references": ["azurerm_servicebus_topic.t[\"a\"].id", "module.m.o"] } },
            "module": { "outputs": { "o": { "expression": { "references": ["var.t", "module.m.o"] } } }, "resources": [{ "type": "azurerm_servicebus_subscription", "name": "s", "expressions": { "topic_id": { "references": ["var.t"] } } }] } } } } } }
        """, 33);

    [Fact]
    public void What_grows_without_end_is_refused()
    {
        Refused("""{ "contentVersion": "1", "variables": { "a0": "xxxxxxxxxx", VARIABLES "z": "" }, "resources": [{ "type": "Microsoft.ServiceBus/namespaces/queues", "name": "[concat('ns/', variables('a30'))]" }] }"""
            .Replace("VARIABLES", string.Concat(Enumerable.Range(1, 30).Select(i => $"\"a{i}\": \"[concat(variables('a{i - 1}'), variables('a{i - 1}'))]\",")), StringComparison.Ordinal));
        Refused("""{ "contentVersion": "1", "resources": [{ "type": "Microsoft.ServiceBus/namespaces/queues", "name": "[concat('ns/', NEST)]" }] }"""
            .Replace("NEST", string.Concat(Enumerable.Repeat("toLower(", 100)) + "'a'" + new string(')', 100), StringComparison.Ordinal));
        Refused("""{ "contentVersion": "1", "resources": [{ "copy": { "name": "l", "count": 10000 }, "type": "Microsoft.ServiceBus/namespaces/queues", "name": "[format('ns/q{0}', copyIndex())]" }, { "type": "Microsoft.ServiceBus/namespaces/queues", "name": "ns/more" }] }""");
    }

    private static void Refused(string text)
    {
        var refusal = Assert.Throws<FormatException>(() => new ServiceBusEmulatorOptions().AddConfiguration(text));
        Assert.NotEmpty(refusal.Message);
    }

    private static void Damage(string valid, int seed)
    {
        new ServiceBusEmulatorOptions().AddConfiguration(valid);
        var random = new Random(seed);
        var (read, refused) = (0, 0);
        for (var i = 0; i < Cases; i++)
        {
            var text = new StringBuilder(valid);
            for (var changes = random.Next(1, 5); changes > 0; changes--)
            {
                var at = random.Next(text.Length);
                if (random.Next(3) == 0)
                    text.Remove(at, Math.Min(random.Next(1, 20), text.Length - at));
                else
                    text.Insert(at, Words[random.Next(Words.Length)]);
            }

            try
            {
                new ServiceBusEmulatorOptions().AddConfiguration(text.ToString());
                read++;
            }
            catch (FormatException refusal)
            {
                Assert.NotEmpty(refusal.Message);
                Assert.DoesNotContain('\uE000', refusal.Message);
                refused++;
            }
        }

        Assert.True(read > 0 && refused > Cases / 2, $"{read} read, {refused} refused");
    }
}
