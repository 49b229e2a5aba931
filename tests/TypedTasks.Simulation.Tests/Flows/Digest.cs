using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace TypedTasks.Simulation.Tests;

/// <summary>Values of any size as short texts that leave out which run made them.</summary>
internal static class Digest
{
    /// <summary>Any failure: which of several came first is not decided by the flow.</summary>
    public const string Failure = "F";

    public static string Of(string id, string input) =>
        $"{id}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id + input)))[..8]}";

    public static string Canonical(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => List(value.EnumerateArray().Select(Canonical)),
        JsonValueKind.Object when value.TryGetProperty("d", out var digest) => digest.GetString()!,
        JsonValueKind.Object when value.TryGetProperty("value", out var inner) => Success(Canonical(inner)),
        JsonValueKind.Object => Failure,
        _ => value.GetRawText(),
    };

    public static string List(IEnumerable<string> items) => $"[{string.Join(",", items)}]";

    public static string Success(string value) => $"ok({value})";
}
