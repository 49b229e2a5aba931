using TypedTasks.Paths;

namespace TypedTasks.Storage.Decisions;

/// <summary>Cancelled scopes.</summary>
public static class Cancelling
{
    /// <summary>The scopes that a step lies in, its own path and the whole flow (an empty path) included: it is cancelled when one of them is.</summary>
    /// <param name="path">The path of the step.</param>
    public static IReadOnlyList<string> ScopesOf(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        List<string> scopes = [path];
        for (var end = path.Length - 1; end >= 0; end--)
        {
            var next = path[end];
            if (next is StepPath.SideLevel or StepPath.CompensationLevel)
                break; // What lies above does not reach into it.
            var isInside = end > 0 && (path[end - 1] == '.' || (char.IsAsciiDigit(path[end - 1]) && char.IsAsciiDigit(next)));
            if (!isInside)
                scopes.Add(path[..end]);
        }

        return scopes;
    }
}
