using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace TypedTasks.Analyzers.Composition;

/// <summary>Finds values that go nowhere: statements, discards, and locals that nobody reads.</summary>
internal static class DroppedValues
{
    /// <summary>Registers the search.</summary>
    /// <param name="start">Where to register.</param>
    /// <param name="isWatched">Whether it matters that this value is dropped.</param>
    /// <param name="drop">Takes the value, how it was dropped, and where to report.</param>
    public static void Register(
        CompilationStartAnalysisContext start,
        Func<IOperation, bool> isWatched,
        Action<IOperation, string, Action<Diagnostic>> drop) =>
        start.RegisterOperationBlockStartAction(block =>
        {
            var locals = new Lazy<ConcurrentDictionary<ILocalSymbol, IOperation>>(() => new(SymbolEqualityComparer.Default));
            block.RegisterOperationAction(
                context =>
                {
                    var value = ((IExpressionStatementOperation)context.Operation).Operation;
                    var how = "";
                    if (value is ISimpleAssignmentOperation { Target: IDiscardOperation } assignment)
                        (value, how) = (Plain(assignment.Value), " into _");
                    if (value is not IAssignmentOperation && isWatched(value) && !HasError(value))
                        drop(value, how, context.ReportDiagnostic);
                },
                OperationKind.ExpressionStatement);
            block.RegisterOperationAction(
                context =>
                {
                    var declarator = (IVariableDeclaratorOperation)context.Operation;
                    // A field of a using declaration or a loop is read by the statement itself.
                    if (declarator is { Initializer.Value: { } value, Parent.Parent: IVariableDeclarationGroupOperation { Parent: IBlockOperation or IMethodBodyOperation } }
                        && isWatched(Plain(value))
                        && !HasError(value))
                    {
                        locals.Value[declarator.Symbol] = Plain(value);
                    }
                },
                OperationKind.VariableDeclarator);
            block.RegisterOperationBlockEndAction(context =>
            {
                if (!locals.IsValueCreated)
                    return;
                foreach (var read in context.OperationBlocks.SelectMany(static b => b.Descendants()).OfType<ILocalReferenceOperation>())
                    locals.Value.TryRemove(read.Local, out _);
                foreach (var local in locals.Value)
                    drop(local.Value, $" ('{local.Key.Name}' is never read)", context.ReportDiagnostic);
            });
        });

    /// <summary>Whether the compiler refuses the value, which is then the mistake that matters.</summary>
    private static bool HasError(IOperation value) =>
        value is IConversionOperation { IsImplicit: true, Conversion: { IsImplicit: false } or { Exists: false } }
        || value.DescendantsAndSelf().Any(static o => o.Kind == OperationKind.Invalid || o.Type is { TypeKind: TypeKind.Error });

    private static IOperation Plain(IOperation value)
    {
        while (value is IConversionOperation { IsImplicit: true } conversion)
            value = conversion.Operand;
        return value;
    }
}
