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
        List<string> scopes = [];
        for (var end = path.Length; end >= 0; end--)
        {
            var scope = path[..end];
            if (StepPath.IsWithin(path, scope))
                scopes.Add(scope);
        }

        return scopes;
    }
}
