using System.Text;

namespace TypedTasks.DataProtection.Tests;

/// <summary>What the tests plant, and how it would show where it lies in clear.</summary>
internal static class Secret
{
    /// <summary>Part of every value that is planted.</summary>
    public const string Word = "Quicksilver7Marzipan";

    // Base64 of it, wherever in three bytes it begins: without the ends, which depend on what stands beside it.
    private static readonly byte[][] Forms =
    [
        Encoding.UTF8.GetBytes(Word),
        Encoding.Unicode.GetBytes(Word),
        Encoding.BigEndianUnicode.GetBytes(Word),
        Encoding.UTF8.GetBytes(Convert.ToHexString(Encoding.UTF8.GetBytes(Word))),
        Encoding.UTF8.GetBytes(Convert.ToHexStringLower(Encoding.UTF8.GetBytes(Word))),
        .. Enumerable.Range(0, 3).Select(static i => Encoding.UTF8.GetBytes(Convert.ToBase64String(Encoding.UTF8.GetBytes(new string('x', i) + Word))[4..^4])),
    ];

    public static bool IsIn(ReadOnlySpan<byte> bytes)
    {
        foreach (var form in Forms)
        {
            if (bytes.IndexOf(form) >= 0)
                return true;
        }

        return false;
    }
}
