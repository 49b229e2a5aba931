using System.Buffers;

namespace CodeAtlas;

/// <summary>Counts lines as <c>wc -l</c> does: a line is what a newline byte ends.</summary>
internal static class LineCounter
{
    private static readonly SearchValues<byte> WhiteSpace = SearchValues.Create(" \t\r\f\v"u8);

    public static LineCount Count(SourceFile file, ReadOnlySpan<byte> content)
    {
        var (lines, blank, longest) = (0, 0, 0);
        while (content.IndexOf((byte)'\n') is var end and >= 0)
        {
            var line = content[..end];
            lines++;
            if (!line.ContainsAnyExcept(WhiteSpace))
                blank++;
            longest = Math.Max(longest, line.TrimEnd((byte)'\r').Length);
            content = content[(end + 1)..];
        }

        return new LineCount(file, lines, blank, Math.Max(longest, content.Length));
    }
}
