using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace TypedTasks.Amqp.Security;

/// <summary>Signs a token per audience with a shared access key.</summary>
internal sealed class SharedKeyTokenSource(string keyName, string key, TimeSpan lifetime, TimeProvider time) : ITokenSource
{
    public string TokenType => "servicebus.windows.net:sastoken";

    public ValueTask<BrokerToken> GetTokenAsync(string audience, CancellationToken cancellationToken)
    {
        // Whole seconds are what the token can say.
        var expiry = DateTimeOffset.FromUnixTimeSeconds((time.GetUtcNow() + lifetime).ToUnixTimeSeconds());
        return new(new BrokerToken(Sign(audience, expiry), expiry));
    }

    private string Sign(string audience, DateTimeOffset expiry)
    {
        var resource = Uri.EscapeDataString(audience);
        var seconds = expiry.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var hash = HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes($"{resource}\n{seconds}"));
        var signature = Uri.EscapeDataString(Convert.ToBase64String(hash));
        return $"SharedAccessSignature sr={resource}&sig={signature}&se={seconds}&skn={Uri.EscapeDataString(keyName)}";
    }
}
