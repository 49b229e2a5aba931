namespace Corpus;

public partial interface IWrongLabels
{
    [Task] string Label(string text);
}

[TaskImplementation]
public sealed class WrongLabels : IWrongLabels
{
    public string Label(string text = "none") => text; //! TT0021
}
