using Azure.Core;
using TypedTasks.Amqp.Security;
using TypedTasks.ServiceBus;

namespace TypedTasks.Amqp.Tests;

public sealed class CredentialTests
{
    [Fact]
    public async Task A_credential_is_asked_for_the_scope_of_service_bus()
    {
        var credential = new FixedCredential();
        var source = new CredentialTokenSource(credential);
        var token = await source.GetTokenAsync("sb://ns.servicebus.windows.net/work", default);
        Assert.Equal(["https://servicebus.azure.net/.default"], credential.Scopes);
        Assert.Equal(("jwt", "the-token", FixedCredential.Expiry), (source.TokenType, token.Value, token.ExpiresAt));
        Assert.DoesNotContain("the-token", token.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_namespace_and_a_credential_go_together()
    {
        var credential = new FixedCredential();
        Assert.Equal(
            "amqps://ns.servicebus.windows.net:5671",
            ServiceBusConnectionString.Of(new() { FullyQualifiedNamespace = "ns.servicebus.windows.net", Credential = credential }).ToString());
        Assert.StartsWith("Set both", Failure(new() { Credential = credential }), StringComparison.Ordinal);
        Assert.StartsWith("Set both", Failure(new() { FullyQualifiedNamespace = "ns" }), StringComparison.Ordinal);
        Assert.StartsWith("Set either", Failure(new() { ConnectionString = "x", Credential = credential }), StringComparison.Ordinal);
        static string Failure(ServiceBusOptions options) =>
            Assert.Throws<FormatException>(() => ServiceBusConnectionString.Of(options)).Message;
    }

    private sealed class FixedCredential : TokenCredential
    {
        public static DateTimeOffset Expiry { get; } = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

        public string[] Scopes { get; private set; } = [];

        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken)
        {
            Scopes = requestContext.Scopes;
            return new("the-token", Expiry);
        }

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            new(GetToken(requestContext, cancellationToken));
    }
}
