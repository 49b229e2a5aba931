using System.Formats.Tar;
using System.IO.Compression;

namespace OciImage;

/// <summary>
/// The one layer of the image. The same files give the same bytes: their times are those of the epoch, their owner is root, and
/// they come in the order of their names.
/// </summary>
internal sealed class Layer
{
    /// <summary>The user that the image runs as: the one of Microsoft's images, who owns nothing but the folder of messages.</summary>
    public const int User = 1654;

    private const UnixFileMode Executable = (UnixFileMode)0b111_101_101;
    private const UnixFileMode Anybody = (UnixFileMode)0b1_111_111_111;
    private const UnixFileMode OwnersAlone = (UnixFileMode)0b111_000_000;

    private Layer(byte[] bytes, string contentDigest)
    {
        Bytes = bytes;
        ContentDigest = contentDigest;
    }

    /// <summary>The layer, compressed.</summary>
    public byte[] Bytes { get; }

    /// <summary>The digest of what it is when it is not compressed, as the configuration of an image names it.</summary>
    public string ContentDigest { get; }

    /// <param name="files">The files by their path in the image, and where they are here.</param>
    public static Layer Of(IReadOnlyDictionary<string, string> files)
    {
        using var tar = new MemoryStream();
        using (var writer = new TarWriter(tar, TarEntryFormat.Ustar, leaveOpen: true))
        {
            foreach (var folder in files.Keys.SelectMany(FoldersOf).Distinct().Order(StringComparer.Ordinal))
                writer.WriteEntry(Folder(folder, Executable));
            writer.WriteEntry(Folder("data", OwnersAlone, User));
            writer.WriteEntry(Folder("tmp", Anybody));
            foreach (var (path, source) in files.OrderBy(static file => file.Key, StringComparer.Ordinal))
            {
                using var content = File.OpenRead(source);
                writer.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, path) { Mode = Executable, ModificationTime = DateTimeOffset.UnixEpoch, DataStream = content });
            }
        }

        var plain = tar.ToArray();
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Optimal, leaveOpen: true))
            gzip.Write(plain);
        return new(compressed.ToArray(), Digest.Of(plain));
    }

    private static UstarTarEntry Folder(string path, UnixFileMode mode, int owner = 0) =>
        new(TarEntryType.Directory, $"{path}/") { Mode = mode, Uid = owner, Gid = owner, ModificationTime = DateTimeOffset.UnixEpoch };

    private static IEnumerable<string> FoldersOf(string path)
    {
        for (var at = path.IndexOf('/', StringComparison.Ordinal); at > 0; at = path.IndexOf('/', at + 1))
            yield return path[..at];
    }
}
