using System.Buffers.Text;
using System.Globalization;
using System.Text;
using TypedTasks.Plans;
using TypedTasks.Storage;

namespace TypedTasks.Hosting.Client;

/// <summary>A place in the list of flows as text that travels in an address.</summary>
internal static class ContinuationTokens
{
    public static string Write(FlowPosition position) => Base64Url.EncodeToString(
        Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{position.AcceptedAt.UtcTicks}/{position.FlowId}")));

    /// <exception cref="ArgumentException">It is none.</exception>
    public static FlowPosition Read(string token)
    {
        if (Base64Url.IsValid(token)
            && Encoding.UTF8.GetString(Base64Url.DecodeFromChars(token)).Split('/') is [var ticks, var id]
            && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var t)
            && t <= DateTimeOffset.MaxValue.UtcTicks
            && FlowIds.IsValid(id))
        {
            return new(new(t, TimeSpan.Zero), id);
        }

        throw new ArgumentException("It is no continuation token: pass what FlowPage.ContinuationToken said, unchanged.", nameof(token));
    }
}
