using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using TypedTasks.Generators.Emitting;
using TypedTasks.Generators.Models;
using TypedTasks.Generators.Parsing;
using TypedTasks.Generators.Shared;

namespace TypedTasks.Generators;

/// <summary>Turns methods marked <c>[Task]</c> into signatures and factories, gives properties marked <c>[TaskEvent]</c> their bodies, draws what is marked <c>[Pipeline]</c>, and writes the registry of the assembly.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class TaskGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var declarations = context.CompilationProvider
            .Select(static (c, _) => new Declarations((CSharpCompilation)c));

        var classes = declarations
            .SelectMany(static (d, cancellation) => Language.Reads(d.Compilation) ? TaskClassFinder.Find(d, cancellation) : [])
            .WithTrackingName(TrackingNames.Classes);

        var invokers = classes
            .Select(static (c, _) => c.Invokers)
            .WithTrackingName(TrackingNames.Invokers);

        var implementations = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                SymbolNames.TaskImplementationAttribute,
                static (_, _) => true,
                static (target, cancellation) => Language.Reads(target.SemanticModel.Compilation) ? ImplementationParser.Parse(target, cancellation) : null)
            .Where(static i => i is not null)
            .Select(static (i, _) => i!)
            .WithTrackingName(TrackingNames.Implementations);

        var entries = invokers.Collect()
            .Combine(implementations.Collect())
            .Select(static (all, _) => all.Left.Concat(all.Right).Select(static i => i.Entry).ToEquatableArray())
            .WithTrackingName(TrackingNames.Entries);

        var shapes = classes
            .Select(static (c, _) => c.JsonShapes)
            .WithTrackingName(TrackingNames.JsonShapes)
            .Collect();

        var pipelines = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                SymbolNames.PipelineAttribute,
                static (_, _) => true,
                static (target, cancellation) => Language.Reads(target.SemanticModel.Compilation) ? PipelineParser.Parse(target, cancellation) : null)
            .Where(static c => c is not null)
            .Select(static (c, _) => c!)
            .WithTrackingName(TrackingNames.Pipelines);

        var diagrams = pipelines
            .Select(static (c, _) => c.Entry)
            .WithTrackingName(TrackingNames.PipelineEntries)
            .Collect();

        var events = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                SymbolNames.TaskEventAttribute,
                static (_, _) => true,
                static (target, cancellation) => Language.Reads(target.SemanticModel.Compilation) ? TaskEventParser.Parse(target, cancellation) : null)
            .Where(static e => e is not null)
            .Select(static (e, _) => e!)
            .WithTrackingName(TrackingNames.Events);

        var eventEntries = events
            .Select(static (e, _) => e.Entry)
            .WithTrackingName(TrackingNames.EventEntries)
            .Collect();

        var eventShapes = events
            .Select(static (e, _) => e.JsonShapes)
            .WithTrackingName(TrackingNames.EventShapes)
            .Collect();

        var assembly = declarations
            .Select(static (d, _) => TaskAssemblyParser.Parse(d.Compilation))
            .WithTrackingName(TrackingNames.Assembly);

        var registry = entries
            .Combine(diagrams)
            .Combine(eventEntries)
            .Combine(assembly)
            .Select(static (all, _) => Registry.Create(all.Right, all.Left.Left.Left, all.Left.Left.Right, all.Left.Right))
            .WithTrackingName(TrackingNames.Registry);

        var jsonTypes = shapes
            .Combine(eventShapes)
            .Combine(registry)
            .Select(static (all, _) => JsonTypes.Create(all.Right.Assembly, [.. all.Left.Left, .. all.Left.Right], !all.Right.IsEmpty))
            .WithTrackingName(TrackingNames.JsonTypes);

        context.RegisterSourceOutput(classes, SignatureEmitter.Emit);
        context.RegisterSourceOutput(registry, ExtensionEmitter.Emit);
        context.RegisterSourceOutput(events, TaskEventEmitter.Emit);
        context.RegisterSourceOutput(pipelines, PipelineEmitter.Emit);
        context.RegisterImplementationSourceOutput(invokers, InvokerEmitter.Emit);
        context.RegisterImplementationSourceOutput(implementations, InvokerEmitter.Emit);
        context.RegisterImplementationSourceOutput(registry, RegistryEmitter.Emit);
        context.RegisterImplementationSourceOutput(jsonTypes, JsonTypesEmitter.Emit);
    }
}
