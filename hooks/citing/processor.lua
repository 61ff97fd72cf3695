-- A filter: the blocks of each division are a document of their own, to be cited in the style, in the words of the
-- locale and from the items that its attributes name. All in one run, for to start pandoc takes as long as to cite.

function Pandoc(document)
  return pandoc.Pandoc(document.blocks:map(function(division)
    local told = {}
    for name, value in pairs(division.attributes) do
      told[name] = value
    end
    local done, result = pcall(pandoc.utils.citeproc, pandoc.Pandoc(division.content, told))
    return done and pandoc.Div(result.blocks) or pandoc.Div({}, { fault = tostring(result) })
  end))
end
