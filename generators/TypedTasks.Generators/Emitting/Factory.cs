using TypedTasks.Generators.Models;
using TypedTasks.Generators.Shared;

namespace TypedTasks.Generators.Emitting;

/// <summary>One factory of a task: the leading required parameters up to <paramref name="Missing"/> are left out.</summary>
internal sealed record Factory(TaskMethod Task, int Missing, string ClassName)
{
    public IEnumerable<TaskParameter> Parameters
    {
        get
        {
            var skipped = 0;
            foreach (var parameter in Task.Data)
            {
                if (parameter.Kind == ParameterKind.Required && skipped < Missing)
                    skipped++;
                else
                    yield return parameter;
            }
        }
    }

    /// <summary>The type of what is missing: one value, or a tuple of several.</summary>
    public string Input => Missing == 1 ? Task.Required.First().Type : $"({string.Join(", ", Task.Required.Take(Missing).Select(static p => p.Type))})";

    /// <summary>The type arguments of the signature: what is missing, if anything, and the result.</summary>
    public string TypeArguments => Missing == 0 ? Task.Result : $"{Input}, {Task.Result}";
}
