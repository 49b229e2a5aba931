using TypedTasks.ServiceBus;

namespace TypedTasks.Amqp.Tests;

public sealed class ConnectionStringTests
{
    private const string Key = "SharedAccessKeyName=Root;SharedAccessKey=c2VjcmV0LWtleQ==";

    [Theory]
    [InlineData("Endpoint=sb://ns.servicebus.windows.net/;" + Key, "amqps://ns.servicebus.windows.net:5671")]
    [InlineData("Endpoint=sb://localhost;" + Key + ";UseDevelopmentEmulator=true;", "amqp://localhost:5672")]
    [InlineData("endpoint = sb://127.0.0.1:40123 ;" + Key + ";usedevelopmentemulator=True", "amqp://127.0.0.1:40123")]
    [InlineData("Endpoint=sb://ns.servicebus.windows.net/;SharedAccessSignature=SharedAccessSignature sr=a&sig=b%3D&se=1&skn=c", "amqps://ns.servicebus.windows.net:5671")]
    public void Every_form_is_understood(string text, string endpoint) =>
        Assert.Equal(endpoint, ServiceBusConnectionString.Parse(text).ToString());

    [Fact]
    public void A_key_keeps_its_equals_signs() =>
        Assert.Equal("c2VjcmV0LWtleQ==", ServiceBusConnectionString.Parse("Endpoint=sb://a;" + Key).Key);

    [Theory]
    [InlineData(null, "is empty")]
    [InlineData("  ", "is empty")]
    [InlineData(Key, "has no Endpoint")]
    [InlineData("Endpoint=nowhere;" + Key, "has an Endpoint that is not a URL")]
    [InlineData("Endpoint=https://a;" + Key, "has an Endpoint with the scheme 'https'")]
    [InlineData("Endpoint=sb://a", "has no credentials")]
    [InlineData("Endpoint=sb://a;SharedAccessKeyName=x", "has a SharedAccessKeyName without a SharedAccessKey")]
    [InlineData("Endpoint=sb://a;SharedAccessKey=secret", "has a SharedAccessKey without a SharedAccessKeyName")]
    [InlineData("Endpoint=sb://a;secret;" + Key, "part 2 is not of the form Name=Value")]
    [InlineData("Endpoint=sb://a;sec=ret;" + Key, "the name of part 2 is not known")]
    [InlineData("Endpoint=sb://a;Endpoint=sb://b;" + Key, "has two parts of the same name, the second at position 2")]
    [InlineData("Endpoint=sb://a;" + Key + ";EntityPath=q", "has an EntityPath")]
    [InlineData("Endpoint=sb://a;" + Key + ";UseDevelopmentEmulator=secret", "neither 'true' nor 'false'")]
    [InlineData("Endpoint=sb://a;" + Key + ";SharedAccessSignature=secret", "has both")]
    [InlineData("Endpoint=sb://a;SharedAccessSignature=secret", "does not begin with")]
    public void What_is_wrong_is_said_without_secrets(string? text, string expected)
    {
        var message = Assert.Throws<FormatException>(() => ServiceBusConnectionString.Parse(text)).Message;
        Assert.Contains(expected, message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", message, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("c2Vj", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Broken_options_fail_when_they_are_validated()
    {
        var result = new ServiceBusOptionsValidator().Validate(null, new() { MaxTransactionsInFlight = 0 });
        Assert.Equal(2, result.Failures!.Count());
        Assert.Contains(result.Failures!, f => f.Contains("MaxTransactionsInFlight must be from 1 to 100, not 0", StringComparison.Ordinal));
    }
}
