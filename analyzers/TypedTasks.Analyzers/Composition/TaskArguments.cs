using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TypedTasks.Generators.Shared;

namespace TypedTasks.Analyzers.Composition;

/// <summary>The arguments of a direct call that its factory takes too.</summary>
internal static class TaskArguments
{
    public static IEnumerable<ArgumentSyntax> Of(InvocationExpressionSyntax call, IMethodSymbol task) =>
        call.ArgumentList.Arguments.Where((a, i) => Parameter(task, a, i) is not { } p || ParameterKinds.IsData(p));

    private static IParameterSymbol? Parameter(IMethodSymbol method, ArgumentSyntax argument, int index) =>
        argument.NameColon is { } name
            ? method.Parameters.FirstOrDefault(p => p.Name == name.Name.Identifier.ValueText)
            : index < method.Parameters.Length ? method.Parameters[index] : null;
}
