using System.Globalization;

namespace TypedTasks.Emulator.Control;

/// <summary>Times as answers give them.</summary>
internal static class Clock
{
    private static readonly long First = DateTimeOffset.MinValue.ToUnixTimeMilliseconds();
    private static readonly long Last = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    /// <summary>A time in ISO 8601; null where no calendar has it, which is how the broker says never.</summary>
    public static string? Text(long milliseconds) => milliseconds >= First && milliseconds <= Last
        ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds).ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture)
        : null;
}
