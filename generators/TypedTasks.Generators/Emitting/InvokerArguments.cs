using System.Globalization;
using TypedTasks.Generators.Models;
using TypedTasks.Generators.Shared;

namespace TypedTasks.Generators.Emitting;

/// <summary>Writes where each argument of a call comes from.</summary>
internal static class InvokerArguments
{
    public static IEnumerable<string> Of(TaskMethod task)
    {
        var position = 0;
        foreach (var parameter in task.Parameters)
        {
            yield return parameter.Kind switch
            {
                ParameterKind.Required => Required(parameter, position++),
                ParameterKind.Optional or ParameterKind.Params => Optional(parameter, position++),
                ParameterKind.CancellationToken => "step.CancellationToken",
                ParameterKind.Context => "step.Context",
                _ => Service(parameter),
            };
        }
    }

    public static string Service(TaskParameter parameter) => parameter switch
    {
        { Kind: ParameterKind.OptionalService } => $"step.OptionalService<{parameter.Type}>()",
        { ServiceKey: { } key } => $"step.Service<{parameter.Type}>({key})",
        _ => $"step.Service<{parameter.Type}>()",
    };

    private static string Optional(TaskParameter parameter, int position) =>
        $"step.Argument<{parameter.Type}>({Number(position)}, {CSharpText.Literal(parameter.Name)}, {parameter.Default})";

    private static string Required(TaskParameter parameter, int position)
    {
        var read = parameter.IsNullable ? "ArgumentOrNull" : "Argument";
        var name = CSharpText.Literal(parameter.Name);
        return $"step.{read}<{parameter.Type}>({Number(position)}, {name})";
    }

    private static string Number(int position) => position.ToString(CultureInfo.InvariantCulture);
}
