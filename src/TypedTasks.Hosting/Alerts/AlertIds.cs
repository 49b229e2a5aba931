using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace TypedTasks.Hosting.Alerts;

/// <summary>Names the flows that tell, the same in every process: of what was told nobody tells again.</summary>
internal static class AlertIds
{
    private const string Prefix = "alert-";
    private const int HashBytes = 12;

    /// <summary>The id of the flow that tells of an alert.</summary>
    /// <param name="hook">The hook, as the program numbers those of its kind.</param>
    /// <param name="alert">What is told.</param>
    public static string Of(string hook, FlowAlert alert)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{hook}\n{alert.Fingerprint}\n{alert.At.UtcTicks}");
        return $"{Prefix}{hook}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, HashBytes))}";
    }

    /// <summary>Whether a flow tells of others: of it nobody is told, or what cannot be told would be told without end.</summary>
    public static bool IsAlert(string flowId) => flowId.StartsWith(Prefix, StringComparison.Ordinal);
}
