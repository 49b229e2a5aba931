using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using TypedTasks.Generators.Emitting;
using TypedTasks.Generators.Models;
using TypedTasks.Generators.Parsing;
using TypedTasks.Generators.Shared;

namespace TypedTasks.Generators;

/// <summary>Turns methods marked <c>[Task]</c> into signatures and factories, draws what is marked <c>[Pipeline]</c>, and writes the registry of the assembly.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class TaskGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var declarations = context.CompilationProvider
            .Select(static (c, _) => new Declarations((CSharpCompilation)c));

        var classes = declarations
            .SelectMany(static (d, cancellation) => TaskClassFinder.Find(d, cancellation))
            .WithTrackingName(TrackingNames.Classes);

        var entries = classes
            .Select(static (c, _) => c.Entry)
            .WithTrackingName(TrackingNames.Entries)
            .Collect();

        var shapes = classes
            .Select(static (c, _) => c.JsonShapes)
            .WithTrackingName(TrackingNames.JsonShapes)
            .Collect();

        var pipelines = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                SymbolNames.PipelineAttribute,
                static (_, _) => true,
                static (target, cancellation) => PipelineParser.Parse(target, cancellation))
            .Where(static c => c is not null)
            .Select(static (c, _) => c!)
            .WithTrackingName(TrackingNames.Pipelines);

        var diagrams = pipelines
            .Select(static (c, _) => c.Entry)
            .WithTrackingName(TrackingNames.PipelineEntries)
            .Collect();

        var assembly = declarations
            .Select(static (d, _) => TaskAssemblyParser.Parse(d.Compilation))
            .WithTrackingName(TrackingNames.Assembly);

        var registry = entries
            .Combine(diagrams)
            .Combine(assembly)
            .Select(static (all, _) => Registry.Create(all.Right, all.Left.Left, all.Left.Right))
            .WithTrackingName(TrackingNames.Registry);

        var jsonTypes = shapes
            .Combine(diagrams)
            .Combine(assembly)
            .Select(static (all, _) => JsonTypes.Create(all.Right, all.Left.Left, all.Left.Right.Length > 0))
            .WithTrackingName(TrackingNames.JsonTypes);

        context.RegisterSourceOutput(classes, SignatureEmitter.Emit);
        context.RegisterSourceOutput(registry, ExtensionEmitter.Emit);
        context.RegisterSourceOutput(pipelines, PipelineEmitter.Emit);
        context.RegisterImplementationSourceOutput(classes, InvokerEmitter.Emit);
        context.RegisterImplementationSourceOutput(registry, RegistryEmitter.Emit);
        context.RegisterImplementationSourceOutput(jsonTypes, JsonTypesEmitter.Emit);
    }
}
