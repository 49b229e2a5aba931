using System.Globalization;

namespace TypedTasks.Amqp.Security;

/// <summary>Hands out the one shared access signature that the connection string carries; nothing can renew it.</summary>
internal sealed class SignatureTokenSource : ITokenSource
{
    private readonly BrokerToken token;

    public SignatureTokenSource(string signature) => token = new(signature, ReadExpiry(signature));

    public string TokenType => "servicebus.windows.net:sastoken";

    public ValueTask<BrokerToken> GetTokenAsync(string audience, CancellationToken cancellationToken) => new(token);

    private static DateTimeOffset ReadExpiry(string signature)
    {
        foreach (var field in signature.Split([' ', '&']))
        {
            if (field.StartsWith("se=", StringComparison.Ordinal)
                && long.TryParse(field.AsSpan(3), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
                && seconds < 253_402_300_800)
            {
                return DateTimeOffset.FromUnixTimeSeconds(seconds);
            }
        }

        return DateTimeOffset.MaxValue;
    }
}
