using System.Buffers.Text;
using System.Globalization;
using System.Text;
using TypedTasks.Storage;

namespace TypedTasks.Hosting.Operations;

/// <summary>Places in lists as text that travels in an address.</summary>
internal static class PageTokens
{
    private const char Divider = '\n';

    public static string OfWait(AwaitedEvent wait) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(string.Join(
        Divider, (wait.OpenedAt ?? DateTimeOffset.MinValue).UtcTicks.ToString(CultureInfo.InvariantCulture), wait.FlowId, wait.Event, wait.Key)));

    /// <exception cref="ArgumentException">It is none.</exception>
    public static WaitPosition ReadWait(string token) =>
        Base64Url.IsValid(token)
        && Encoding.UTF8.GetString(Base64Url.DecodeFromChars(token)).Split(Divider, 4) is [var ticks, var flow, var name, var key]
        && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var t)
        && t <= DateTimeOffset.MaxValue.UtcTicks
            ? new(new(t, TimeSpan.Zero), flow, name, key)
            : throw Wrong(token);

    public static string OfAction(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <exception cref="ArgumentException">It is none.</exception>
    public static long ReadAction(string token) => long.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw Wrong(token);

    private static ArgumentException Wrong(string token) => new("It is no continuation token: pass what the page before said, unchanged.", nameof(token));
}
