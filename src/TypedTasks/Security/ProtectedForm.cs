using System.Buffers.Text;
using System.Text;

namespace TypedTasks.Security;

/// <summary>
/// How protected values stand where clear ones do: a marker, then what the protector made, as docs/wire.md says. JSON never begins as the marker does. What cannot be read
/// here stays as it is, so that a process without the key passes it on; whoever needs the value says why it is not to be had.
/// </summary>
internal static class ProtectedForm
{
    /// <summary>How long the marker is, in bytes.</summary>
    public const int MarkerLength = 4;

    /// <summary>What is said of a value that is protected still where it is needed.</summary>
    public const string Unreadable =
        "It is protected, and this process cannot read it: it has no value protector (UseValueProtector, UseDataProtection), or that one lacks the key.";

    // The version of the form is its last character.
    private const string TextMarker = "!tt1";

    private static ReadOnlySpan<byte> Marker => "!tt1"u8;

    /// <summary>Whether bytes are protected, in this version of the form or another one.</summary>
    public static bool IsProtected(ReadOnlySpan<byte> value) => value is [(byte)'!', ..];

    /// <summary>Protects a value. None stays none, and what is protected already stays as it is: it could not be read here.</summary>
    public static ReadOnlyMemory<byte> Protect(IValueProtector protector, ReadOnlyMemory<byte> value) =>
        value.IsEmpty || IsProtected(value.Span) ? value : Mark(protector.Protect(value.Span));

    /// <summary>Protects a text.</summary>
    public static string? Protect(IValueProtector protector, string? text) => text is null
        ? null
        : TextMarker + Base64Url.EncodeToString(protector.Protect(Encoding.UTF8.GetBytes(text)));

    /// <summary>Reads a value. A clear one stays as it is, from before values were protected, and so does one that cannot be read here.</summary>
    public static ReadOnlyMemory<byte> Unprotect(IValueProtector protector, ReadOnlyMemory<byte> value)
    {
        if (!value.Span.StartsWith(Marker))
            return value;
        try
        {
            return protector.Unprotect(value.Span[MarkerLength..]);
        }
        catch (Exception)
        {
            // Whoever needs it finds the marker, and says so: Problem.
            return value;
        }
    }

    /// <summary>Reads a text: for people, so one that cannot be read here is replaced.</summary>
    public static string? Unprotect(IValueProtector protector, string? text)
    {
        if (text is null || !text.StartsWith(TextMarker, StringComparison.Ordinal))
            return text;
        try
        {
            return Encoding.UTF8.GetString(protector.Unprotect(Base64Url.DecodeFromChars(text.AsSpan(TextMarker.Length))));
        }
        catch (Exception)
        {
            return "(protected)";
        }
    }

    /// <summary>Why a protected value cannot be read with this protector; null where it can.</summary>
    public static string? Problem(IValueProtector protector, ReadOnlySpan<byte> value)
    {
        if (!value.StartsWith(Marker))
            return "it has a form that this version does not know";
        try
        {
            protector.Unprotect(value[MarkerLength..]);
            return null;
        }
        catch (Exception e)
        {
            return e.Message.TrimEnd('.');
        }
    }

    private static byte[] Mark(byte[] hidden)
    {
        var marked = new byte[MarkerLength + hidden.Length];
        Marker.CopyTo(marked);
        hidden.CopyTo(marked, MarkerLength);
        return marked;
    }
}
