namespace Corpus;

public ref partial struct WrongRefStruct //! TT0009
{
    [Task] public void Do() { }
}
