using System.Runtime.CompilerServices;
using Xunit;

[assembly: AssemblyFixture(typeof(TypedTasks.Mutation.FreshStatics))]

namespace TypedTasks.Mutation;

/// <summary>
/// Runs the static constructors of the products, and of the tests that look at them, before each run: one process tests
/// many mutants, and a static field that keeps the value of the first would hide the mutants in its own initializer.
/// </summary>
public sealed class FreshStatics
{
    /// <summary>Makes every static field anew.</summary>
    public FreshStatics()
    {
        var tests = typeof(FreshStatics).Assembly;
        var products = tests.GetReferencedAssemblies()
            .Where(static a => a.Name is "TypedTasks.Generators" or "TypedTasks.Analyzers" or "TypedTasks.CodeFixes")
            .Select(System.Reflection.Assembly.Load);
        foreach (var type in products.SelectMany(static a => a.GetTypes()).Concat(tests.GetTypes().Where(static t => t.Name == "CatalogueTests")))
        {
            // What the mutation tool adds keeps which mutant is active.
            if (type.Namespace?.StartsWith("TypedTasks", StringComparison.Ordinal) != true || type.ContainsGenericParameters)
                continue;
            RuntimeHelpers.RunClassConstructor(type.TypeHandle);
            type.TypeInitializer?.Invoke(null, null);
        }
    }
}
