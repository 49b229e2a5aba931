using System.Security.Cryptography;

namespace OciImage;

/// <summary>How an image names its parts: by what is in them.</summary>
internal static class Digest
{
    public static string Of(byte[] bytes) => $"sha256:{Convert.ToHexStringLower(SHA256.HashData(bytes))}";
}
