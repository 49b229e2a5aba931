using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace TypedTasks.Dashboard.Html;

/// <summary>HTML in UTF-8. Markup comes from the constant parts of interpolated strings alone; whatever stands in a hole is encoded for the place where the hole is.</summary>
internal sealed class Markup
{
    // Letters of all languages stay as they are: it is UTF-8.
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly ArrayBufferWriter<byte> bytes = new(16 * 1024);
    private MarkupScanner scanner;

    public ReadOnlyMemory<byte> Bytes => bytes.WrittenMemory;

    /// <summary>Appends; the handler, which knows this page, does the work.</summary>
    [SuppressMessage("Performance", "CA1822:Mark members as static", Justification = "The handler takes the instance.")]
    public void Write([System.Runtime.CompilerServices.InterpolatedStringHandlerArgument("")] MarkupHandler handler) => _ = handler;

    internal void Constant(string text)
    {
        scanner.Read(text);
        Append(text);
    }

    internal void Text(string? text)
    {
        switch (scanner.Hole)
        {
            case MarkupHole.Text or MarkupHole.Attribute:
                Encoded(text);
                break;
            case MarkupHole.Address:
                Append(Uri.EscapeDataString(text ?? ""));
                break;
            default:
                throw Refused();
        }
    }

    internal void Number(double number)
    {
        if (scanner.Hole is MarkupHole.Refused)
            throw Refused();
        Span<byte> room = stackalloc byte[32];
        _ = number.TryFormat(room, out var length, "0.##", CultureInfo.InvariantCulture);
        bytes.Write(room[..length]);
    }

    internal void Address(PageLink link)
    {
        if (scanner.Hole is not MarkupHole.Address)
            throw Refused();
        Encoded(link.Value);
    }

    private InvalidOperationException Refused() => new($"Nothing can be put {scanner.Place}: a hole stands between tags or in a quoted attribute that is no script.");

    private void Encoded(string? text)
    {
        var rest = text.AsSpan();
        Span<char> encoded = stackalloc char[512];
        while (rest.Length > 0)
        {
            _ = Encoder.Encode(rest, encoded, out var read, out var written);
            Append(encoded[..written]);
            rest = rest[read..];
        }
    }

    private void Append(ReadOnlySpan<char> text)
    {
        var room = bytes.GetSpan(Encoding.UTF8.GetMaxByteCount(text.Length));
        bytes.Advance(Encoding.UTF8.GetBytes(text, room));
    }
}
