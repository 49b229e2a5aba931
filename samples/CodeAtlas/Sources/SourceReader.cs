using System.Security.Cryptography;
using System.Text;

namespace CodeAtlas;

/// <summary>Reads source files: once to know them, and again in every stage that looks inside.</summary>
internal static class SourceReader
{
    private const int BinaryProbe = 8000;

    /// <summary>Reads a file, decides whether it belongs on the map, and takes its hash.</summary>
    public static async Task<SourceFile> IdentifyAsync(FileEntry file, CancellationToken cancellationToken)
    {
        var language = Languages.OfFile(file.Path)?.Name ?? "";
        var (content, skipped) = await ReadAsync(file.Root, file.Path, cancellationToken);
        if (skipped is null && content.Span[..Math.Min(content.Length, BinaryProbe)].Contains((byte)0))
            skipped = SkipReasons.Binary;
        return new SourceFile(file.Root, file.Path, language, content.Length, Hash(content), skipped);
    }

    /// <summary>The content, or null if the file was skipped or is no longer what it was.</summary>
    public static async Task<ReadOnlyMemory<byte>?> ReadAgainAsync(SourceFile file, CancellationToken cancellationToken)
    {
        if (file.Skipped is not null)
            return null;
        var (content, skipped) = await ReadAsync(file.Root, file.Path, cancellationToken);
        // A bare null would become an empty memory here, which is a file of its own.
        return skipped is null && Hash(content) == file.Hash ? content : (ReadOnlyMemory<byte>?)null;
    }

    /// <summary>The content as text, or null as for <see cref="ReadAgainAsync"/>.</summary>
    public static async Task<string?> ReadTextAsync(SourceFile file, CancellationToken cancellationToken) =>
        await ReadAgainAsync(file, cancellationToken) is { } content ? Encoding.UTF8.GetString(content.Span) : null;

    private static async Task<(ReadOnlyMemory<byte> Content, string? Skipped)> ReadAsync(
        string root, string path, CancellationToken cancellationToken)
    {
        try
        {
            var info = new FileInfo(Inside(root, path));
            if (!info.Exists)
                return (default, SkipReasons.Gone);
            if (info.LinkTarget is not null)
                return (default, SkipReasons.Link);
            if (info.Length > SourceRules.MaxBytes)
                return (default, SkipReasons.TooLarge);

            // A pipe that is called like a source file has no length either, and opening it would wait for a writer.
            return info.Length == 0 ? default : (await File.ReadAllBytesAsync(info.FullName, cancellationToken), null);
        }
        catch (FileNotFoundException)
        {
            return (default, SkipReasons.Gone);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return (default, SkipReasons.Unreadable);
        }
    }

    private static string Hash(ReadOnlyMemory<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content.Span));

    // Paths arrive in messages: one that leads out of the root is refused, whoever sent it.
    private static string Inside(string root, string path)
    {
        var from = Path.TrimEndingDirectorySeparator(Path.GetFullPath(root));
        var full = Path.GetFullPath(Path.Combine(from, path));
        var prefix = Path.EndsInDirectorySeparator(from) ? from : from + Path.DirectorySeparatorChar;
        return full.StartsWith(prefix, StringComparison.Ordinal)
            ? full
            : throw new ArgumentException("The path leads out of the folder that is mapped.", nameof(path));
    }
}
