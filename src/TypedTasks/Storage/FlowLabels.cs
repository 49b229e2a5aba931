using System.Security.Cryptography;
using System.Text;

namespace TypedTasks.Storage;

/// <summary>The labels by which a store finds flows: texts without line feeds, of at most 200 characters or so.</summary>
public static class FlowLabels
{
    private const int HashBytes = 16;

    /// <summary>The label of flows with a step of a task.</summary>
    /// <param name="task">The name of the task.</param>
    public static string OfTask(string task) => $"t:{task}";

    /// <summary>The label of flows of which a step has a header; a hash, because values may be long.</summary>
    /// <param name="name">The name of the header.</param>
    /// <param name="value">Its value.</param>
    public static string OfHeader(string name, string value) =>
        $"h:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{name}\n{value}")).AsSpan(0, HashBytes))}";

    /// <summary>The labels that flows have which a filter selects.</summary>
    /// <param name="filter">The filter.</param>
    public static IReadOnlyList<string> Of(FlowFilter filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        List<string> labels = [];
        if (filter.Task is { } task)
            labels.Add(OfTask(task));
        if (filter.Header is { } header)
            labels.Add(OfHeader(header.Key, header.Value));
        return labels;
    }
}
