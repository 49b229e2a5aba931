using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace TypedTasks.Plans;

internal static class FlowIds
{
    public const int MaxLength = 64;

    // Version 7: ids of one time lie together in the store's index.
    public static string Create(DateTimeOffset now) => Guid.CreateVersion7(now).ToString("N");

    /// <summary>The id of a flow that a step starts: the same in every run of the step, and of another length than ids that tell a time.</summary>
    /// <param name="flowId">The flow of the step.</param>
    /// <param name="step">The path of the step.</param>
    /// <param name="element">Which element of its chunk the step runs for; null without chunks.</param>
    /// <param name="identity">What tells the flow from others that the step starts.</param>
    /// <param name="number">Which one it is of those with this identity, from 1.</param>
    public static string Child(string flowId, string step, int? element, string identity, int number)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{flowId}/{step}/{element}/{number}/{identity}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 20));
    }

    /// <summary>When an id was made here, or null for an id of somebody else's making.</summary>
    public static DateTimeOffset? CreatedAt(string flowId)
    {
        if (!Guid.TryParseExact(flowId, "N", out var id) || id.Version != 7)
            return null;
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        return DateTimeOffset.FromUnixTimeMilliseconds(BinaryPrimitives.ReadInt64BigEndian(bytes) >> 16);
    }

    public static void Check(string flowId)
    {
        ArgumentNullException.ThrowIfNull(flowId);
        if (!IsValid(flowId))
        {
            throw new ArgumentException(
                $"'{flowId}' cannot be a flow id: use 1 to {MaxLength} letters, digits, hyphens or underscores.",
                nameof(flowId));
        }
    }

    public static bool IsValid(string flowId) =>
        flowId.Length is > 0 and <= MaxLength
        && flowId.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');
}
