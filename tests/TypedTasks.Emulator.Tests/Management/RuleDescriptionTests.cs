using TypedTasks.Emulator.Codec;
using TypedTasks.Emulator.Entities.Rules;
using TypedTasks.Emulator.Management;

namespace TypedTasks.Emulator.Tests.Management;

public sealed class RuleDescriptionTests
{
    public static TheoryData<object?> Values => [.. new object?[]
    {
        "text", "", "   ", "\r\n\t\u0001\0 & <x> ü 漢 😀", true, false, 0L, -5L, long.MaxValue, 1.5, double.NaN, double.PositiveInfinity,
        new DateTimeOffset(2026, 1, 2, 3, 4, 5, 678, TimeSpan.Zero), DateTimeOffset.UnixEpoch,
    }];

    [Theory]
    [MemberData(nameof(Values))]
    public void A_value_in_a_rule_is_read_as_it_was_written(object? value)
    {
        var properties = new Dictionary<string, object?> { ["a <&\u0002> b"] = value };
        var rule = new RuleOptions
        {
            Name = "r",
            Filter = new CorrelationRuleFilter { Subject = value as string, Properties = properties },
            Action = "SET x = @p",
            ActionParameters = new Dictionary<string, object?> { ["@p"] = value },
        };
        var read = RoundTrip(rule);
        var filter = Assert.IsType<CorrelationRuleFilter>(read.Filter);
        Assert.Equal(value as string, filter.Subject);
        Assert.Null(filter.To);
        Assert.Equal(properties, filter.Properties);
        Assert.Equal(value, read.ActionParameters["@p"]);
        Assert.Equal(("r", "SET x = @p"), (read.Name, read.Action));
    }

    [Theory]
    [InlineData("1=1")]
    [InlineData("1=0")]
    [InlineData("a = '\r\n' AND b < @limit")]
    public void A_filter_in_sql_is_read_as_it_was_written(string expression)
    {
        var parameters = expression.Contains('@', StringComparison.Ordinal) ? new Dictionary<string, object?> { ["@limit"] = 5L } : [];
        var read = Assert.IsType<SqlRuleFilter>(RoundTrip(new RuleOptions { Name = "r", Filter = new SqlRuleFilter(expression) { Parameters = parameters } }).Filter);
        Assert.Equal(expression, read.Expression);
        Assert.Equal(parameters, read.Parameters);
    }

    [Fact]
    public void What_clients_send_by_the_protocol_of_messages_can_be_written_too()
    {
        var values = new Dictionary<string, object?> { ["int"] = 5, ["uint"] = 6u, ["byte"] = (byte)7, ["float"] = 1.5f, ["time"] = new AmqpTimestamp(1000), ["symbol"] = new Symbol("s"), ["guid"] = Guid.Empty };
        var read = Assert.IsType<CorrelationRuleFilter>(RoundTrip(new RuleOptions { Name = "r", Filter = new CorrelationRuleFilter { Properties = values } }).Filter);
        Assert.Equal(
            new Dictionary<string, object?> { ["int"] = 5, ["uint"] = 6u, ["byte"] = (byte)7, ["float"] = 1.5f, ["time"] = DateTimeOffset.FromUnixTimeMilliseconds(1000), ["symbol"] = "s", ["guid"] = Guid.Empty },
            read.Properties);
    }

    private static RuleOptions RoundTrip(RuleOptions rule) =>
        RuleDescriptions.Read(XmlText.Parse(XmlText.Write(RuleDescriptions.Describe(new Rule(rule, 0)))), null);
}
