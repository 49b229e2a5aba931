using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using TypedTasks.Plans;
using TypedTasks.Serialization;

namespace TypedTasks;

/// <summary>What every signature shares: its place in the plan and its options.</summary>
public abstract class Signature : ISignature
{
    private PlanNode? node;

    private protected Signature(PlanNode? node) => this.node = node;

    PlanNode ISignature.Node => Node;

    internal PlanNode Node
    {
        get => node ??= CreateNode();
        private set => node = value;
    }

    /// <summary>A signature that hands its input on unchanged, to carry a value past the other members of a tuple.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    public static Signature<T, T> Pass<T>() => new PassSignature<T>();

    /// <summary>
    /// A signature that yields a value, to begin a flow with: <c>Signature.Value(30) | Resize(200)</c>. What takes it gets it as an
    /// argument, so it needs no message of its own. It is written as JSON when the flow is enqueued, and shows in no text and no diagram.
    /// </summary>
    /// <typeparam name="T">The type of the value, under which it is written.</typeparam>
    /// <param name="value">The value.</param>
    public static Signature<T> Value<T>(T value) => new ValueSignature<T>(value);

    /// <summary>A partial signature with its input, with the id, the name and the unique key that it has.</summary>
    internal static Signature<TOut> Bind<TIn, TOut>(ISignature<TIn, TOut> partial, TIn input)
    {
        var node = NodeOf(partial);
        var (root, own) = RootOptions.Split(node.Options);
        return new ScopeSignature<TOut>(
            PlanNode.Then(PlanNode.Yield(new GivenValue<TIn>(input)), node with { Options = own }) with { Options = root }, partial);
    }

    /// <summary>The steps and the type of the result; never arguments.</summary>
    public override string ToString() => $"{PlanPrinter.Print(Node)} : {TypeNames.Of(ResultType)}";

    /// <summary>The plan of a part that somebody handed over.</summary>
    /// <exception cref="ArgumentNullException">There is none.</exception>
    internal static PlanNode NodeOf(ISignature? part, [CallerArgumentExpression(nameof(part))] string? name = null) =>
        (part ?? throw new ArgumentNullException(name)).Node;

    internal abstract Type ResultType { get; }

    internal abstract JsonTypeInfo ResultInfo(JsonSerializerOptions options);

    private protected virtual PlanNode CreateNode() => throw new InvalidOperationException("A signature without a plan.");

    /// <summary>The same with an id that a step has made for it.</summary>
    internal Signature AsChild(string flowId) => With((Node.Options ?? StepOptions.None) with { FlowId = flowId, IsChild = true });

    internal Signature With(StepOptions options)
    {
        var copy = (Signature)MemberwiseClone();
        copy.Node = Node with { Options = options };
        return copy;
    }
}
