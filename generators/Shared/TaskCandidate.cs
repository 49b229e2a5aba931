using Microsoft.CodeAnalysis;

namespace TypedTasks.Generators.Shared;

/// <summary>A method marked <c>[Task]</c>.</summary>
/// <param name="Method">The method.</param>
/// <param name="Attribute">The mark.</param>
/// <param name="Kinds">What its parameters are.</param>
/// <param name="Result">Its result; default where it is refused.</param>
/// <param name="Refusal">Why nothing is generated for it, as far as the method itself says.</param>
internal sealed record TaskCandidate(IMethodSymbol Method, AttributeData Attribute, ParameterKind[] Kinds, TaskResult Result, TaskRefusal Refusal)
{
    public bool IsAccepted => Refusal == TaskRefusal.None;

    /// <summary>How many leading data parameters a call may leave out.</summary>
    public int Required
    {
        get
        {
            var count = 0;
            foreach (var kind in Kinds)
                count += kind == ParameterKind.Required ? 1 : 0;
            return count;
        }
    }
}
