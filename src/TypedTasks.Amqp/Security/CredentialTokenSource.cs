using Azure.Core;

namespace TypedTasks.Amqp.Security;

/// <summary>Fetches tokens from Entra ID; the credential keeps them as long as they are good.</summary>
internal sealed class CredentialTokenSource(TokenCredential credential) : ITokenSource
{
    private static readonly TokenRequestContext Request = new(["https://servicebus.azure.net/.default"]);

    public string TokenType => "jwt";

    public async ValueTask<BrokerToken> GetTokenAsync(string audience, CancellationToken cancellationToken)
    {
        var token = await credential.GetTokenAsync(Request, cancellationToken).ConfigureAwait(false);
        return new(token.Token, token.ExpiresOn);
    }
}
