namespace TypedTasks.Testing;

/// <summary>A flow that was enqueued or sent.</summary>
/// <param name="FlowId">Its id.</param>
/// <param name="Signature">What was enqueued; a single call has the generated type of its task, with the arguments as properties.</param>
public sealed record StartedFlow(string FlowId, ISignature Signature)
{
    /// <summary>The steps and the type of the result, such as <c>photos.load | photos.resize : Thumbnail</c>.</summary>
    public string Text => Signature.ToString() ?? "";
}
