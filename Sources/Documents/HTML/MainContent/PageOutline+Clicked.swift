extension PageOutline.Run {
  /// True if it is a button, or only says what can be clicked: "Add to cart", "Show more".
  var isClicked: Bool {
    buttonCharacters == characters && characters < 60 || words <= 6 && commands.contains(hash)
  }
}

private let commands: Set<UInt64> = {
  let endings = ["", "...", "…", "!", "→", "»", "›", ">", "+"]
  return Set(lines.split(separator: "\n").flatMap { line in endings.map { textHash(line + $0) } })
}()

private let lines = """
  add to cart
  add to bag
  add to basket
  add to wishlist
  add to wish list
  add to favorites
  add to favourites
  add to compare
  add to list
  add to registry
  buy now
  buy it now
  shop now
  quick view
  quick shop
  quickshop
  quick add
  quick buy
  quick look
  choose options
  select options
  view options
  view details
  view product
  view cart
  wishlist
  compare
  notify me
  notify me when available
  sign in to buy
  quantity
  quantity:
  qty
  qty:
  free shipping
  shipping calculated at checkout.
  tax included. shipping calculated at checkout.
  taxes and shipping calculated at checkout
  view store information
  usually ready in 24 hours
  find a store
  find in store
  pick up in store
  check availability
  size guide
  view more
  view less
  view all
  see all
  see more
  see less
  see details
  show more
  show less
  show all
  load more
  read more
  read less
  read full article
  continue reading
  keep reading
  learn more
  more info
  more details
  find out more
  expand
  collapse
  expand all
  collapse all
  click to expand
  click to shrink
  click here
  loading
  please wait
  back to top
  skip to content
  skip to main content
  skip navigation
  previous
  next
  previous page
  next page
  prev
  close
  dismiss
  cancel
  submit
  search
  filter
  filters
  sort by
  clear all
  apply
  share
  share this
  share this page
  share this article
  share on facebook
  share on twitter
  tweet
  print
  print this page
  copy
  copied
  copy link
  copy code
  copy to clipboard
  copy as markdown
  copy page
  view as markdown
  edit this page
  edit this page on github
  edit on github
  edit page
  improve this page
  view source
  report a bug
  report an issue
  report this
  give feedback
  feedback
  was this helpful?
  was this page helpful?
  was this article helpful?
  did you find this helpful?
  on this page
  in this article
  table of contents
  reply
  quote
  report
  like
  upvote
  downvote
  follow
  following
  subscribe
  sign in
  sign up
  log in
  login
  register
  create account
  join now
  download
  play
  play video
  watch video
  pause
  toggle caption
  hide caption
  view transcript
  embed
  advertisement
  sponsored
  opens in a new window
  opens in new window
  opens in a new tab
  (opens in a new window)
  (opens in new window)
  in den warenkorb
  jetzt kaufen
  zur wunschliste hinzufügen
  mehr anzeigen
  weniger anzeigen
  mehr erfahren
  mehr lesen
  weiterlesen
  alle anzeigen
  anmelden
  nach oben
  anzeige
  werbung
  ajouter au panier
  acheter maintenant
  voir plus
  voir moins
  voir tout
  lire la suite
  en savoir plus
  se connecter
  publicité
  añadir al carrito
  agregar al carrito
  comprar ahora
  ver más
  ver menos
  ver todo
  leer más
  más información
  iniciar sesión
  publicidad
  aggiungi al carrello
  acquista ora
  mostra di più
  vedi tutto
  leggi di più
  leggi tutto
  scopri di più
  accedi
  pubblicità
  in winkelwagen
  meer weergeven
  lees meer
  meer informatie
  inloggen
  adicionar ao carrinho
  comprar agora
  ver mais
  leia mais
  saiba mais
  publicidade
  """
