using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace TypedTasks.Hosting.Alerts;

/// <summary>Names the flows that tell: one for each hook, fingerprint and stretch of time, the same in every process.</summary>
internal static class AlertIds
{
    private const string Prefix = "alert-";
    private const int HashBytes = 12;

    /// <summary>The id of the flow that tells of an alert.</summary>
    /// <param name="hook">The hook, as the program numbers those of its kind.</param>
    /// <param name="alert">What is told.</param>
    /// <param name="every">How long a stretch of time is.</param>
    public static string Of(string hook, FlowAlert alert, TimeSpan every)
    {
        var stretch = alert.At.UtcTicks / every.Ticks;
        var text = string.Create(CultureInfo.InvariantCulture, $"{hook}\n{alert.Fingerprint}\n{every.Ticks}\n{stretch}");
        return $"{Prefix}{hook}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, HashBytes))}";
    }

    /// <summary>Whether a flow tells of others: of it nobody is told, or what cannot be told would be told without end.</summary>
    public static bool IsAlert(string flowId) => flowId.StartsWith(Prefix, StringComparison.Ordinal);
}
